products-title = Products
products-lead = Each line has one table: its products, what they are, and what they will be.
products-size = { $products ->
    [one] { $products } product
   *[other] { $products } products
  }, { $questions ->
    [one] { $questions } question
   *[other] { $questions } questions
  }
products-none = No products yet
products-none-lead = A product line holds products that are sold and compared together. Make one here, or import a bank file that brings its products along.
products-line = Product line
products-product = Product
products-table = Products down, characteristics across
products-no-rows = This line has no products yet.
products-locked = Locked while your test on it runs.
products-yes = yes
products-no = no
products-nothing = –
products-nothing-said = not stated
products-from = From
products-edit = Edit the table
products-paste = Paste a table
products-new-line = New line
products-new = New product
products-names = Names and units
products-uncovered = No certification in force covers this product, so nobody can be cleared for it by a test. Publish one that does.
products-coming = What will change
products-characteristics = Characteristics
products-characteristic = Characteristic
products-value = Value
products-questions = Questions in tests
products-untested = No question
products-untested-count = { $untested } of { $count } characteristics have no question in tests.
products-all-tested = Every characteristic has a question in tests.
products-history = History
products-no-history = Never stated.
products-was-imported = It came with a bank file or with the product.
products-severity-notice = Read and confirm
products-severity-delta = Short test
products-severity-full = Whole test again
products-learn-by = to be learned by
products-cancel = Cancel this change
products-cancel-lead = It will not happen, and only the log will know of it.
products-cancel-now = Yes, cancel it
products-change = Change
products-change-to = New value
products-continue = Continue
flash-change-cancelled = Cancelled. It will not happen.

problem-no-such-characteristic = This line has no characteristic { $code }.
problem-in-the-past = This moment is over. Choose now or a later one: nobody is held to what was not known.
problem-too-far = At most { $days } days from now.
problem-value-expected = Expected a number, true or false, or words.
problem-number-expected = Expected a number.
problem-other-unit = { $told } does not convert into { $expected }.
problem-no-such-question = This line has no such question.

products-edit-lead = Change what you like in any cell. Nothing is recorded yet: you look at every change first.
products-edit-caption = Decimals as you write them in this language. An empty cell means that the product does not have it.
products-look = Look at the changes
products-look-again = Look again
products-paste-lead = Copy cells in a spreadsheet, with the row above and the column to the left that say what they are.
products-paste-label = The table
products-paste-hint = First row: characteristics. First column: products. Both by code or by name, in any language. Cells that are empty here stay as they are.
products-paste-example = It looks like this
products-review = Changes to record
products-review-lead = { $count ->
    [0] Nothing differs.
    [one] One cell differs. Nothing is recorded yet.
   *[other] { $count } cells differ. Nothing is recorded yet.
}
products-unknown = Left out of the table
products-unknown-row = Row { $place }, “{ $text }”:
products-unknown-column = Column { $place }, “{ $text }”:
products-why-unknown = nothing here is called so.
products-why-ambiguous = several things here are called so; use the code.
products-why-twice = it stood there before already.
products-gone = the product has it no more
products-sort-number = number
products-sort-truth = yes or no
products-sort-words = words
products-was = Until now: { $text }
products-severity = What certified managers must do
products-severity-open = Please choose
products-severity-as-all = As chosen for all
products-severity-all = For every change without a choice of its own
products-severity-hint = You decide how much a change matters; the program never guesses it.
products-severity-first = Choose what they must do, then look again.
products-touches = { $questions ->
    [0] No question in tests rests on it
    [one] One question in tests rests on it and is put in doubt
   *[other] { $questions } questions in tests rest on it and are put in doubt
  }; { $drafts ->
    [0] no draft is made.
    [one] one draft of a new question is made.
   *[other] { $drafts } drafts of new questions are made.
  }
products-suspends = Questions that are put in doubt
products-offered = These questions mention the old value. Put them in doubt too?
products-offered-hint = They are not linked to this characteristic. Mark those that the change makes wrong.
products-keep = Record this change
products-shared = When, and what else to know
products-when = From when it holds
products-when-now = From now
products-when-later = From a date
products-date = Date
products-time = Time ({ $zone })
products-learn-days = Days to learn it
products-learn-days-hint = Within these days the test on it must be passed. Until then the clearance stays.
products-note = Note
products-note-hint = Why it changes, and what to tell clients. Managers read it.
products-people = Whom it touches
products-holders = { $count ->
    [one] One manager holds a certificate then.
   *[other] { $count } managers hold a certificate then.
}
products-asks-notice = They read and confirm it.
products-asks-delta = They take a short test by
products-asks-full = They take the whole test again by
products-no-holders = Nobody holds a certificate then.
products-not-cleared = { $count ->
    [one] One manager is not cleared then, with or without this change.
   *[other] { $count } managers are not cleared then, with or without this change.
}
products-who = Who
products-record = { $count ->
    [one] Record the change
   *[other] Record { $count } changes
}
products-no-changes = Nothing to record
products-no-changes-lead = What you typed is what stands in the table already.
products-back = Back to the table
flash-no-changes-recorded = Nothing was recorded: no change was left.
flash-changes-recorded = Recorded. What holds from now has taken effect.

problem-too-many-changes = { $count } cells differ; at most { $max } are recorded at once. Paste a part of the table.
problem-severity-missing = Choose what certified managers must do.
problem-not-a-date = Give a date and a time.
problem-changed-meanwhile = Somebody changed this value after you saw it. Look at the product, then decide again.
problem-as-it-is = At that moment it is so already.

products-rename = Name of the product
products-new-characteristic = New characteristic
products-name = Name
products-code = Code
products-code-hint = Latin letters, digits, - _ and . without spaces. It cannot be changed later.
products-language-hint = Its texts must be complete in the language of your pages, { $language }; in others they may be missing.
products-line-note = Note
products-line-note-hint = Shown beside the table.
products-unit-hint = As in mm, N·m, W/(m·K). It changes only while no value and no question rests on it. Without a unit: plain numbers, yes or no, or words.
products-first-values = Drafts of questions are made of what you state here. What stays blank is not stated.
products-no-columns = No characteristics yet. Add what clients compare products by.
flash-product-added = Added. Drafts of questions on it wait for approval.

problem-unit-in-use = Values or questions rest on this unit already. Add a new characteristic instead.
