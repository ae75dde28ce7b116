# The review queue: what waits for trainers.

nav-review = Review
nav-waiting = { $count ->
    [one] question waits
   *[other] questions wait
}
review-title = { $count ->
    [0] Review: no question waits
    [one] Review: 1 question waits
   *[other] Review: { $count } questions wait
}
review-title-doubt = Review: { $count } in doubt
review-title-drafts = Review: { $count } to approve
review-title-untested = Review: { $count } untested
review-title-uncovered = Review: { $count } not certified
review-title-short = { $count ->
    [one] Review: 1 test too short
   *[other] Review: { $count } tests too short
}
review-heading = Review
review-lead = What needs a trainer: questions that a change put in doubt, drafts to approve, and what nobody asks yet.
review-show = Show
review-tab-all = All
review-tab-doubt = In doubt
review-tab-drafts = To approve
review-tab-untested = Untested
review-tab-uncovered = Not certified
review-tab-short = Tests too short
review-one-change = Only what one change brought is shown.
review-every-change = Show everything
review-all-of-them = Show all of them
review-page = Page { $page } of { $pages }
review-next = Next question
review-previous = Previous question
review-select = Select
review-whole = The whole queue
review-leave = Back without doing anything

review-doubt = { $count ->
    [one] 1 question in doubt
   *[other] { $count } questions in doubt
}
review-drafts = { $count ->
    [one] 1 question to approve
   *[other] { $count } questions to approve
}
review-untested = { $count } of { $of } untested
review-untested-of = { $count } of { $of } untested
review-untested-lead = No question in tests asks for these values. When one of them changes, nobody can be tested on it.
review-uncovered = { $count ->
    [one] 1 product that nothing certifies
   *[other] { $count } products that nothing certifies
}
review-uncovered-lead = Until a published certification covers a product, managers may not negotiate on it unless a head opens it.
review-certifications = To the certifications
review-short = { $count ->
    [one] 1 test on a change cannot be drawn
   *[other] { $count } tests on changes cannot be drawn
}
review-short-lead = Managers wait for these tests, and the bank has too few questions on what changed.
review-short-missing = { $count ->
    [one] Approve 1 more question
   *[other] Approve { $count } more questions
}
review-short-there = { $count ->
    [0] None is in tests yet.
    [one] 1 is in tests.
   *[other] { $count } are in tests.
}
review-short-managers = { $count ->
    [one] 1 manager waits
   *[other] { $count } managers wait
}
review-short-deadline = Deadline:
review-short-questions = See the questions on it

review-characteristic = Characteristic
review-value = Value
review-what-to-do = What to do
review-write = Write a question
review-make-drafts = Make drafts
review-truth-true = yes
review-truth-false = no
review-no-value = nothing
review-change-by = Recorded by { $name }
review-change-since = in effect since
review-change-brought = All that this change brought

review-still-right = Still right
review-new-version = Write a new version
review-confirm-older = “Still right” brings version { $version } back, which was approved.
review-reject = Reject this draft
review-reject-now = Reject the draft
review-retire = Retire this question
review-reason = Reason
review-reason-hint = It stays on the question's page, for whoever wrote it.
review-reason-for-all = Reason, for all of them
review-several = What is selected
review-several-hint = Select questions above and decide on all of them at once. What cannot be done with one of them is told; the others are done.
review-reject-several = Reject the selected drafts
review-reject-these = Reject them
review-sure = Approve several questions
review-sure-heading = { $count ->
    [one] Approve 1 question?
   *[other] Approve { $count } questions?
}
review-sure-lead = They are in tests from then on. An approval cannot be taken back; a question can only be retired.
review-approve-these = { $count ->
    [one] Approve 1 question
   *[other] Approve { $count } questions
}

review-did-approve = { $count ->
    [one] Approved. It is in tests from now on:
   *[other] { $count } approved. They are in tests from now on:
}
review-did-confirm = { $count ->
    [one] Still right. It is in tests again:
   *[other] { $count } are still right. They are in tests again:
}
review-did-reject = { $count ->
    [one] Rejected:
   *[other] { $count } rejected:
}
review-did-retire = { $count ->
    [one] Retired:
   *[other] { $count } retired:
}
review-undo = Undo
review-take-back = Take the rejection back
review-not-done = This was not done:
review-rejected-by = Rejected by { $name }

review-origin = How this draft was made
review-origin-siblings = Out of the table of the line. The right option is this product's value; the wrong ones are values of other products, the nearest first:
review-origin-number = Out of the table of the line. Too few other products have a value that is surely another one, so it is asked for as a number. These would have been wrong:
review-origin-truth = Out of the table of the line, which says yes or no.
review-origin-highest = Out of the table of the line. These products are compared, the one with the highest value first:
review-origin-lowest = Out of the table of the line. These products are compared, the one with the lowest value first:
review-origin-units = Out of the table of the line. The number is the product's; these units are wrong:
review-left-out = Left out, because they could be true too or say nothing:
review-units-left-out = Units left out, because the number would be true in them too:
review-why-same = the same value
review-why-indistinct = as far as its decimals go it may be the same
review-why-also_true = may be true of this product too
review-why-other_kind = not a value of the same kind
review-why-vanishes = would read as nothing with so few decimals
review-why-repeated = says the same as a nearer one

review-none = Nothing waits
    .lead = Here you decide on questions that a change of a product put in doubt, approve what others wrote, and see what nobody asks yet.
review-none-doubt = No question is in doubt
    .lead = When a characteristic of a product changes, the questions about it come here and are not drawn until somebody looked at them.
review-none-drafts = Nothing waits for approval
    .lead = What somebody writes, and what is made of the tables after a change, comes here until a second person approves it.
review-none-untested = Everything is tested
    .lead = Values of products that no question in tests asks for would stand here.
review-none-uncovered = Every product is certified
    .lead = Products that no published certification covers would stand here.
review-none-short = Every test on a change can be drawn
    .lead = When a change asks for a test and too few questions are about it, that would stand here.

flash-question-rejected = Rejected. The reason stands on this page.
flash-review-taken-back = Taken back. It waits again.
flash-review-partly-taken-back = Taken back, so far as that was still possible. What waits again is in the queue.
flash-review-drafts-made = Drafts were made. Somebody else must approve them.
flash-review-no-drafts = No draft was made: the table allows none, or those that it allows are there already or were rejected.

problem-nothing-picked = Select at least one question.

event-question-brought-back = A rejected draft was brought back

home-review = Waiting for you
home-review-doubt = { $count ->
    [one] Question in doubt
   *[other] Questions in doubt
}
home-review-drafts = { $count ->
    [one] Question to approve
   *[other] Questions to approve
}
home-review-untested = of { $of } characteristics untested
home-review-uncovered = { $count ->
    [one] Product that nothing certifies
   *[other] Products that nothing certifies
}
home-review-short = { $count ->
    [one] Test on a change cannot be drawn
   *[other] Tests on changes cannot be drawn
}
home-review-raised = { $count ->
    [one] Raised question to answer
   *[other] Raised questions to answer
}
