# The way of a file of questions into a bank.
wizard-title = Import questions
wizard-new = Import questions from a file
wizard-lead = From Excel, Moodle, Canvas, Anki or any table: nothing has to be typed again, and nothing is in tests before somebody approved it.
wizard-file = File
wizard-file-hint = XLSX, XLS, CSV, GIFT, Aiken, Moodle XML, QTI, Anki notes as text or as a package (.apkg). What it is, is found by what is in it.
wizard-paste = Or paste a table or a text
wizard-paste-hint = Copied from Excel, Word or a page; the first row names the columns.
wizard-read = Read it
wizard-pasted = Pasted text
wizard-format = What it is
wizard-format-auto = As recognised
wizard-format-none = Nothing that is known here
wizard-format-sheet = Spreadsheet
wizard-format-table = Table
wizard-format-gift = GIFT
wizard-format-aiken = Aiken
wizard-format-moodle-xml = Moodle XML
wizard-format-qti = QTI
wizard-format-anki-text = Anki notes
wizard-how = How it is read
wizard-topic = Topic, where the file names none of yours
wizard-columns = What the columns are for
wizard-column = Column { $n }
wizard-again = Read it again
wizard-rows = What was found
wizard-sort-all = All
wizard-sort-accepted = Taken
wizard-sort-changed = Put right
wizard-sort-known = Known
wizard-sort-left_out = Left out
wizard-sort-skipped = Not taken
wizard-failed = Those not taken, as a file
wizard-line = Line { $n }
wizard-take-row = Take it in
wizard-range = { $from }–{ $to } of { $all }
wizard-no-rows = Nothing here.
wizard-take = { $count ->
    [one] Take in { $count } question
   *[other] Take in { $count } questions
}
wizard-take-lead = As drafts. All of it can be undone for 30 days.
wizard-was-taken = { $count ->
    [one] { $count } question came of it.
   *[other] { $count } questions came of it.
}
wizard-wait = { $count ->
    [one] { $count } of them waits for somebody else's approval.
   *[other] { $count } of them wait for somebody else's approval.
}
wizard-approve = { $count ->
    [one] Approve { $count } question
   *[other] Approve all { $count } questions
}
wizard-approve-lead = They are asked from then on. Look through them below first.
wizard-likely = The bank may ask this already:
wizard-taking = Taking the questions in. You may leave this page: it goes on.
wizard-steps = {"{done}"} of {"{of}"} are in. You may leave this page: it goes on.
wizard-to-review = To the review
wizard-was-undone = All that came of it was undone.
wizard-undo = Undo all of it
wizard-undo-until = possible until
wizard-waits = waits
wizard-undone-short = undone
wizard-role-ignore = Nothing
wizard-role-stem = Question
wizard-role-correct = What is right
wizard-role-wrong = Wrong option
wizard-role-option = Option
wizard-role-options = All options
wizard-role-share = Share of the points
wizard-role-kind = Kind
wizard-role-single = Whether one is right
wizard-role-explanation = Explanation
wizard-role-tell = Answer to tell the client
wizard-role-topic = Topic
wizard-role-product = Product
wizard-role-difficulty = Difficulty
wizard-role-tags = Tags
wizard-role-points = Points
wizard-role-source = Source
wizard-role-unit = Unit
wizard-role-tolerance = Tolerance
wizard-role-id = Code
wizard-role-name = Title
problem-wizard-nothing = Choose a file, or paste a table or a text below.
flash-wizard-approved = Approved. The questions are in the draws now.
flash-wizard-taken = Taken in. Somebody else approves the questions before they are asked.
flash-wizard-undone = Undone.
