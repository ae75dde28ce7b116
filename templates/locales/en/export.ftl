# A bank as a file for other programs.
export-title = Download the bank
export-lead = For Excel, Moodle, another learning platform or Anki. First see what the file holds, then take it along.
export-format = For which program
export-format-yaml = YAML: the whole bank, for Dokimasia
export-format-xlsx = XLSX: Excel, LibreOffice
export-format-csv = CSV: any spreadsheet
export-format-moodle-xml = Moodle XML: Moodle
export-format-gift = GIFT: Moodle and others
export-format-qti-2-1 = QTI 2.1: other learning platforms
export-format-qti-3-0 = QTI 3.0: newer learning platforms
export-format-anki-text = Anki: cards to learn
export-about-yaml = The line with its products, characteristics, topics and questions, in every language. It comes back in with “dokimasia bank import”, here or in another installation.
export-about-xlsx = A row for each question. It can be edited and imported again.
export-about-csv = A row for each question. Cells that a spreadsheet would take for formulas begin with a quote; the import takes it off again.
export-about-moodle-xml = Import it in Moodle's question bank as “Moodle XML format”. Each topic is a category.
export-about-gift = Import it in Moodle's question bank as “GIFT format”. Each topic is a category.
export-about-qti-2-1 = A package with a file for each question; most learning platforms take it.
export-about-qti-3-0 = A package with a file for each question, for platforms that take QTI 3.
export-about-anki-text = In Anki: File → Import. The question is in front, the answer to tell the client behind. Imported again after a change, the cards are updated and keep their progress.
export-language = Language
export-look = Show what it holds
export-holds = What the file holds
export-count = { $count ->
    [one] { $count } question goes in.
   *[other] { $count } questions go in.
}
export-left = { $count ->
    [one] { $count } is left out.
   *[other] { $count } are left out.
}
export-whole = Nothing is lost.
export-nothing-lost = Every question goes in with its key as it is.
export-mark-left = Left out
export-mark-lost = Different
export-which = { $count ->
    [one] { $count } question
   *[other] { $count } questions
}
export-download = Download
export-size = { $kilobytes } KB
export-keys = The file says what is right. Do not pass it to anybody who is to be tested.
problem-export-language = The bank asks nothing in the language “{ $found }”. It has: { $known }.
# What a file does not hold.
export-left-kind = GIFT cannot ask for an order. Take Moodle XML for these.
export-left-exam-only = These are asked in tests only, so they are not learned beforehand.
export-exam-only = They are asked in tests only here; the other program does not know that.
export-language-missing = A text is missing in this language; the bank's own stands there.
export-picture = Its picture is not in the file. Put it in there by hand, or take YAML.
export-scoring-parts = All or nothing here; there every right option earns a part, and a wrong one costs all.
export-scoring = They are scored in another way there: right options earn parts, wrong ones cost parts.
export-weight-rounded = Their weights were rounded to those that Moodle knows.
export-unit-in-stem = The format knows no units: the unit stands beside the question, and only a bare number in it counts.
export-unit-alone = Only this very unit counts there, not those that convert.
export-unit-rule = That the unit must be given, and what it costs when it is missing, is not in the table.
export-tolerance-narrower = They allow more upwards than downwards here; there both ways as much as downwards.
export-text-exact = Only the words as they are written count there: no typing slip is forgiven.
export-text-rules = The words that never count, and how strictly the answer is read, are not in the table.
export-points = They are worth more than one point here; there each counts as one.
# The table.
export-letters = ABCDEFGHIJ
export-column-code = Code
export-column-topic = Topic
export-column-product = Product
export-column-difficulty = Difficulty
export-column-kind = Type
export-column-points = Points
export-column-stem = Question
export-column-option = Option
export-column-correct = Correct
export-column-unit = Unit
export-column-tolerance = Tolerance
export-column-answer = Answer to tell the client
export-column-explanation = Explanation
export-column-source = Source
export-column-tags = Tags
export-kind-single = single choice
export-kind-multiple = multiple answers
export-kind-true_false = true/false
export-kind-number = number
export-kind-text = text
export-kind-matching = matching
export-kind-ordering = ordering
export-difficulty-easy = easy
export-difficulty-medium = medium
export-difficulty-hard = hard
export-true = true
export-false = false
