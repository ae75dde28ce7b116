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
