nav-kit = Field kits
kit-title = Field kits
kit-one = Field kit
kit-lead = What you take to the client: tables, answers, pictures. They open without a network too.
kit-search = Search all kits
kit-search-hint = A word of a question, an answer, a note or a characteristic
kit-find = Search
kit-found = { $count ->
    [0] Nothing found for “{ $text }”
    [one] One place for “{ $text }”
   *[other] { $count } places for “{ $text }”
}
kit-found-none-lead = Try fewer or shorter words. If a client asked it, raise the question.
kit-place-product = Product
kit-place-question = Question
kit-place-entry = In the kit
kit-place-characteristic = Characteristic
kit-all = All kits
kit-none = There are no products yet, so there are no kits.
kit-locked = Locked while your test runs
kit-doubtful = { $count ->
    [one] One entry to check
   *[other] { $count } entries to check
}
kit-on-device = On this device
kit-keep-line = Keep { $line } on this device
kit-device = On this device
kit-device-lead = Kits are kept here by themselves while you are online, and let go of when you sign out.
kit-device-state = { $kept } of { $all } kits are here.
kit-device-update = Bring up to date now
kit-device-updating = Bringing the kits up to date …
kit-device-failed = That did not work. Try again when there is a network.

kit-from-device = You have no network: this page is kept on your device. As of
kit-from-device-then = It is brought up to date by itself.
kit-as-of = As of
kit-filter = Find on this page
kit-filter-count = { $count } found
kit-parts = Parts of this kit
kit-print = Print
kit-line-locked = What all products of this line share is left out here while your test on one of them runs.

kit-characteristics = Characteristics
kit-no-characteristics = Nothing is stated of this product yet.
kit-changed = Changed on
kit-changed-was = was
kit-new-since = Stated since
kit-gone = not any more
kit-compare = Beside its siblings
kit-compare-caption = Products down, characteristics across
kit-this-one = this one

kit-questions = What clients ask
kit-no-questions = No answers are approved yet for this product.
kit-questions-count = { $count ->
    [one] One question
   *[other] { $count } questions
}

kit-entries = To take along
kit-no-entries = Nothing was put in yet.
kit-no-entries-lead = Put in what helps in a meeting: which samples to bring, how a competitor compares, a picture, a data sheet.
kit-for-line = For the whole line
kit-document-open = Download
kit-document-size = PDF, { $kilobytes } kB
kit-document-online = It needs a network.
kit-check = Check this
kit-maybe-old = May be out of date
kit-check-because = changed on
kit-still-right = Still right
kit-edit = Edit
kit-up = Move up
kit-down = Move down
kit-remove = Remove
kit-remove-lead = It leaves the kits. The log keeps what it was.
kit-remove-now = Yes, remove it
kit-add = Put something in
kit-add-note = Note
kit-add-picture = Picture
kit-add-document = Document
kit-note = Note
kit-picture = Picture
kit-document = Document
kit-entry-title = Title
kit-entry-title-hint = What a manager looks for in the kit.
kit-entry-text = Text
kit-entry-text-hint = Markdown: lists with -, tables with |, **bold**.
kit-entry-alternative = What the picture shows
kit-entry-alternative-hint = In a sentence or two, for those who cannot see it. It is searched too.
kit-entry-about = What is in it
kit-file-picture = Picture file
kit-file-picture-hint = JPEG, PNG or WebP of at most { $max } MB. It is made smaller, and what the camera wrote into it (place, time) is taken out.
kit-file-document = PDF file
kit-file-document-hint = At most { $max } MB. It is kept as it is and downloaded when opened.
kit-file-new = Another file
kit-file-stays = Without one, the file that is there stays.
kit-file-again = Please choose the file once more: browsers do not keep it.
kit-speaks-of = It speaks of
kit-speaks-of-hint = When one of these changes, trainers are asked to check this entry.
kit-whole-line = Show it in the kits of all products of { $line }
kit-touched = { $count ->
    [one] One entry of the field kit speaks of this
   *[other] { $count } entries of the field kit speak of this
}

kit-script-title = If you don’t know
kit-script-lead = Nobody knows everything. What matters is what you do next.
kit-script-1 = Stay calm.
kit-script-2 = Repeat the question back and write it down.
kit-script-3 = Say with a smile that it is rarely asked.
kit-script-4 = Credit the client’s expertise: only somebody who knows the matter asks this.
kit-script-5 = Ask leave to check with the brand manager: “It won’t take a minute.”
kit-script-raise = Raise the question now
kit-script-edit = Edit these words
kit-script-page-lead = What managers of { $line } read when they do not know the answer. One step on each line.
kit-script-steps = Steps

kit-offline = No network
kit-offline-lead = This page needs a network. These kits are on your device:
kit-offline-none = No kit is on this device. They come by themselves when you open the field kits with a network.
kit-offline-retry = Try again

flash-kit-added = It is in the kit.
flash-kit-confirmed = Noted: it is still right.
flash-kit-removed = It left the kit. The log keeps it.

problem-alternative-missing = Say what the picture shows: some of your colleagues cannot see it.
problem-kind-stays = What an entry is stays. Remove it and put in another.
problem-kit-full = This kit has { $max } entries already. Remove one first.
problem-kit-too-large = The files of one kit may have { $max } MB together. Remove one first, or make this one smaller.
problem-file-missing = Choose a file.
problem-file-not-here = A note has no file. Put in a picture or a document instead.
problem-file-damaged = The file is damaged or cut off. Open it on your device, save it anew and choose it again.
problem-handed-too-large = The file is too large: at most { $max } MB.
problem-file-too-many-points = The picture is too large: at most { $max } million points. Make it smaller and choose it again.
problem-file-not-a-picture = { $found ->
    [svg] This is an SVG drawing, which may hold scripts. Save it as PNG and choose that.
    [heic] This is a HEIC picture, which few browsers show. Save it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible).
    [pdf] This is a PDF. Put it in as a document.
    [html] This is a web page, not a picture. Choose a JPEG, PNG or WebP.
    [picture] This kind of picture is not taken. Save it as JPEG or PNG and choose that.
    [video] This is a video. Choose a picture: JPEG, PNG or WebP.
   *[other] This is not a picture. Choose a JPEG, PNG or WebP.
}
problem-file-not-a-document = { $found ->
    [picture] This is a picture. Put it in as a picture.
   *[other] This is not a PDF. Save it as PDF and choose that.
}

event-kit-entry-added = Something was put into a field kit
event-kit-entry-changed = Something in a field kit changed
event-kit-entry-confirmed = Something in a field kit was found still right
event-kit-entry-removed = Something was taken out of a field kit
event-kit-script-changed = What to say when one does not know got a line’s own words
log-of-kit-entry = Field kits
log-of-kit-script = Words for when one does not know
