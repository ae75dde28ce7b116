sheet-title = Negotiation sheet
sheet-of = Negotiation sheet: { $line }
sheet-client = Client
sheet-products = Products
sheet-date = Date
sheet-manager = Your contact
sheet-as-of = Products as of
sheet-print = Print
sheet-speak = In the client’s language
sheet-lines = Sheets of this meeting
sheet-save = Save the notes
sheet-saved = Saved
sheet-saving = Saving …
sheet-unsaved = Not saved. It is tried again when you type on; or press the button.
sheet-note-of = Note on question { $number }
sheet-others = Notes on questions that are no longer asked
sheet-edit = Negotiation sheet
sheet-lead = Questions that managers put to the client, on one A4 page: from simple to complex, and at the end easy ones that invite a yes.
sheet-names-hint = { $product } and { $client } stand for the names.
sheet-is-default = These are the questions that every line begins with.
sheet-written = Changed by { $by }
sheet-question = Question { $number }
sheet-level = Level
sheet-level-simple = simple
sheet-level-medium = medium
sheet-level-complex = complex
sheet-level-closing = closing
sheet-level-hint = A text that is left empty is no question.
sheet-up = Move up
sheet-reset = Back to the questions that every line begins with
sheet-reset-lead = What was written stays in the log.
flash-sheet-saved = The sheet is saved. Meetings use it from now.

problem-sheet-too-few = A sheet has at least { $min } questions; there are { $there }. Add some.
problem-sheet-too-many = A sheet has at most { $max } questions, so that there is room to write. Leave some out.
problem-sheet-order = { $level ->
    [simple] A simple question
    [medium] A medium question
   *[complex] A complex question
  } stands after { $after ->
    [medium] a medium
    [complex] a complex
   *[closing] a closing
  } one. Move it up, or change its level.
problem-sheet-level-missing = { $level ->
    [simple] Simple questions
    [complex] Complex questions
   *[closing] Closing questions that invite a yes
  }: at least { $min }; there are { $there }.
problem-sheet-placeholder = “{ $name }” in braces is no name. Only the product’s and the client’s can stand in braces, as shown above.
problem-sheet-text-too-long = Too long for two lines: { $max } characters of it fit.
problem-sheet-twice = This question is there twice.
problem-sheet-too-tall = In { $language } the texts take { $lines } lines, and { $count } questions leave room for { $max }. Shorten some texts, or leave out a question.

sheet-default-business = What does your company do, and for whom?
sheet-default-use = What will you use { $product } for?
sheet-default-now = What do you use for it today, and for how long already?
sheet-default-quantity = How much do you need, and by when?
sheet-default-important = What matters most to you when you choose: quality, delivery time, price, or something else?
sheet-default-trouble = What went wrong with earlier deliveries, from us or from others?
sheet-default-requirements = Which requirements, standards or tests must { $product } meet, and who checks them?
sheet-default-conditions = Under which conditions will it work: load, temperature, moisture, transport, storage?
sheet-default-decision = How is the decision made in { $client }, who takes part, and what would they need to see?
sheet-default-samples = Would you like a sample, or to see it in use?
sheet-default-offer = Shall we send you an offer for what we have just written down?
sheet-default-date = Does it suit you if we speak again next week?
