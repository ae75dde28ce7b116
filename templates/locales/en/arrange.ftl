# Matching and ordering: on the test page and in the editor.
arrange-match = Choose for each what belongs to it.
arrange-choose = Choose…
arrange-order = Give each its place; 1 comes first.
arrange-others = Offered too
arrange-pairs-hint = What is asked, and below it what belongs to it. A row with only the second is offered too and is right for none. Empty rows are left out.
arrange-items-hint = In the right order, the first first; candidates see them shuffled. Empty rows are left out.
arrange-partner = Belongs to it
arrange-partner-of = Belongs to row { $n }
arrange-partner-in = The same: { $language }
question-kind-matching = Matching
    .hint = Each item has its partner; points for each pair.
question-kind-ordering = Ordering
    .hint = Items are put into their right order.
problem-pair-count = Expected { $min } to { $max } pairs, found { $found }. Add or remove some.
problem-item-count = Expected { $min } to { $max } items, found { $found }. Add or remove some.
question-field-pairs = Pairs
