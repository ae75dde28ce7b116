# Bank files: what is wrong with one, and what an import would do.

bank-ok = The file is in order: { $products } products, { $questions } questions.
bank-problems = { $count ->
    [one] One mistake in the file
   *[other] { $count } mistakes in the file
}
bank-problem-at = Line { $line }, column { $column }
bank-problem-line = Line { $line }
bank-problem-file = The whole file
bank-not-imported = Nothing was imported. Correct the file and try again.

bank-diff-heading = What the import would do
bank-diff-nothing = Nothing: the bank says the same already.
bank-diff-new-line = The product line is new.
bank-section-line = Product line
bank-section-topics = Topics
bank-section-characteristics = Characteristics
bank-section-products = Products
bank-section-questions = Questions
bank-added = Added
bank-changed = Changed
bank-equal = Unchanged
bank-kept = Not in the file
bank-kept-explained = What is not in the file stays as it is. An import never deletes.
bank-values-kept = Values that the file leaves out (they stay)
bank-reordered = The order changes.
bank-placing = Place, topic, difficulty, tags or links are corrected.
bank-new-version = The content changes: a new version is made, and a second person must approve it.
bank-field = Field
bank-before = Before
bank-after = After
bank-none = none

bank-found = { $found ->
    [list] a list
    [map] fields with names
   *[text] “{ $text }”
}

problem-file-empty = The file is empty. Expected a bank that begins with “format: dokimasia-bank/1”.
problem-file-too-large = The file is larger than { $max } MB. Split the line into several banks.
problem-file-not-utf8 = From here on the file is not UTF-8. Save it again with the encoding UTF-8.
problem-file-several-documents = A second document begins here (“---”). Expected one bank in one file: remove the line or make a second file.
problem-file-too-deep = The file nests deeper, or holds more, than any bank does (at most { $max } levels). Look for brackets that are not closed.
problem-yaml-tab = A tab stands where only spaces may. Replace it by spaces.
problem-yaml-colon = A colon followed by a space stands inside a text without quotes. Put the whole text in quotes.
problem-yaml-quote = A quotation mark is opened here and never closed. Close it.
problem-yaml-anchor = A text that begins with & or * must be in quotes. References within the file are not read.
problem-yaml-tag = A text that begins with ! must be in quotes.
problem-yaml-syntax = The file cannot be read from here on. Look at indentation, quotes and brackets here and just above. ({ $detail })

problem-field-missing = “{ $missing }” is missing. Add it.
problem-field-near = There is no field “{ $found }”. Did you mean “{ $nearest }”?
problem-field-unknown = There is no field “{ $found }” here. Possible are: { $expected }.
problem-field-of-another-kind = “{ $found }” belongs to another kind of question. Remove it or change the kind.
problem-field-twice = “{ $found }” stands here for the second time; the first is in line { $first }. Keep one of them.
problem-field-not-a-word = The name of a field must be a word.

problem-value-missing = Nothing stands here. Fill it in, or leave out the field if it is optional.
problem-not-a-map = Found { bank-found }, expected fields with names (“name: value”).
problem-not-a-list = Found { bank-found }, expected a list: entries that begin with “- ”, or [one, two].
problem-not-a-text = Found { bank-found }, expected one text or number.
problem-not-a-localized = Found { bank-found }, expected a text, or a text for each language such as “en: …”.
problem-not-a-value = Found { bank-found }, expected a number, true, false, or a text.
problem-not-a-decimal = “{ $found }” is not a plain number. Expected digits with at most one point, such as 7.0 or -0.072; a text goes in quotes.
problem-decimal-comma = “{ $found }” has a comma. Write { $meant }; if it is a text, put it in quotes.
problem-not-a-truth = “{ $found }” is neither true nor false. Write true or false.
problem-not-a-whole-number = “{ $found }” is not a whole number. Expected digits only, such as 2.
problem-not-a-tolerance = “{ $found }” is not a tolerance. Expected a number of 0 or more such as 0.5, or a share such as 2 %.
problem-word-unknown = “{ $found }” is not possible here. Expected: { $expected }.
problem-language-unknown = “{ $found }” is not a language code. Expected two small letters, such as en or el.
problem-unquoted-comma = A comma inside braces ends what stands before “{ $found }”. Put the whole text in quotes; numbers have a point.
problem-code-malformed = “{ $found }” is not a code. Expected 1 to 64 Latin letters, digits, “-”, “_” or “.”, beginning with a letter or digit.
problem-code-twice = The code “{ $found }” is used for the second time. Each code may stand once in its list: choose another.
problem-option-unclear = An option is either “key: …” (right) or “distractor: …” (wrong), exactly one of them.

problem-own-language-missing = The text in the bank’s own language ({ $language }) is missing. Add it.
problem-text-blank = The text is empty. Write it, or leave out the field if it is optional.
problem-text-too-long = The text has more than { $max } characters. Shorten it.
problem-file-too-many-questions = There are more than { $max } questions. Split the line into several banks.
problem-topic-unknown = There is no topic “{ $found }”. Use one of the bank’s topics or add it to them.
problem-topic-near = There is no topic “{ $found }”. Did you mean “{ $nearest }”?
problem-product-unknown = There is no product “{ $found }” in this bank. Use one of its products or add it to them.
problem-product-near = There is no product “{ $found }” in this bank. Did you mean “{ $nearest }”?
problem-characteristic-unknown = There is no characteristic “{ $found }”. Use one of the bank’s characteristics or add it to them.
problem-characteristic-near = There is no characteristic “{ $found }”. Did you mean “{ $nearest }”?
problem-more-problems = { $more } more mistakes are not shown. Correct these first.
problem-too-many-fields = There are more than { $max } fields here. Look for a missing “- ” or a wrong indentation.
problem-needs-a-severity = The bank has another value. Say what the change asks of those who are certified (severity: notice, delta or full), or record it under Products.
problem-text-nul = There is a sign in it that no text may hold (U+0000). Take it out.
