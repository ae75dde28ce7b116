test-title = Test
test-question-title = Question { $position } of { $count } – { $name }
test-submission-title = Hand in the test
test-result-title = Result – { $name }
test-certificate-title = Certificate
test-brief-lead = Read this before you start: the time runs from the moment you press Start.
test-questions = Questions
test-time = Time
test-minutes = 
    { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}
test-needed = Needed
test-needed-together = on all forms that are decided together
test-needed-of = { $needed } of { $count }
test-attempts = Attempts
test-attempts-left = { $left } of { $max } left in { $days } days
test-if-failed = If you do not pass
test-waits = the next attempt is possible { $first } hours after the first fail, { $later } hours after each later one
test-if-near = If you miss it narrowly
test-near-rule = you may take a second form at once: other questions, as many and with as much time. Both are then decided together. It uses no further attempt.
test-if-again = If you try again
test-pooled-rule = your points from this and from the failed attempts of the last { $days } days count together
test-if-passed = If you pass
test-validity = you may negotiate for { $days } days
test-rule-saved = Every answer is saved at once. If the line breaks or the phone dies, go on from any device.
test-rule-spent = Starting uses an attempt. What is saved when the time ends is handed in by itself.
test-rule-second-spent = The second form uses no further attempt. What is saved when the time ends is handed in by itself.
test-rule-locked = While the test runs, study material on these products is closed.
test-in-progress = Your test is running.
test-go-on = Go on
test-not-before = The next attempt is possible from
test-start = Start the test
test-time-left = Time left
test-until = until
test-hide-time = Hide time
test-show-time = Show time
test-minutes-left = 
    { $n ->
    [one] 1 minute left
   *[other] { $n } minutes left
}
test-time-over = The time is over. Your answers are being handed in.
test-place = Question { $position } of { $count }
test-conflict = A newer answer to this question was saved on another device.
test-use-mine = Use the one on this page
test-use-other = Use the other one
test-saving = Saving …
test-saved = Saved { "{time}" }
test-saved-at = Saved
test-offline = Offline: kept on this device, will be sent
test-failed = Not saved yet: trying again
test-stale = Not saved: choose an answer above
test-refused = Not saved: this is not an answer to this question
test-signed-out = Kept on this device. Sign in to save it.
test-previous = Previous
test-flag = Flag
test-flagged = Flagged
test-clear = Clear answer
test-next = Save and next
test-map = All questions: { $answered } answered, { $unanswered } open, { $flagged } flagged
test-map-label = All questions
test-question = Question
test-state-answered = answered
test-state-open = open
test-state-flagged = flagged
test-review = Review and hand in
test-hand-in-title = Hand in?
test-unanswered = 
    { $n ->
    [one] 1 question has no answer yet.
   *[other] { $n } questions have no answer yet.
}
test-unanswered-note = Unanswered questions earn nothing.
test-all-answered = All { $n } questions are answered.
test-flagged-list = You flagged these to look at again:
test-hand-in = Hand in the test
test-back = Back to the questions
test-passed = Passed
test-not-passed = Not passed
test-score = Score
test-of = of
test-needed-short = needed:
test-handed-in = Handed in on
test-next-attempt = Next attempt from
test-otherwise = If you do not take it, the next attempt is possible from
test-near-miss = You missed it narrowly
test-second-form = Second form
test-second-form-offer = You may take a second form with other questions, as many and with as much time as the first. Both forms are then decided together.
test-second-form-until = The offer stands until
test-second-form-starts = The time runs from the moment you press the button.
test-take-second-form = Take the second form now
test-second-form-taken = You took a second form; it was decided together with this one.
test-second-form-result = Show its result
test-decided-on-both = Decided on both forms together
test-decided-on-pool = Decided together with your earlier attempts
test-first-form = First form
test-earlier-attempt = Earlier attempt
test-this-attempt = This attempt
test-together = Together
test-under-review = 
    { $n ->
    [one] 1 answer is nearly right and is looked at by a person; until then it earns nothing.
   *[other] { $n } answers are nearly right and are looked at by a person; until then they earn nothing.
}
test-certificate-until = You may negotiate on these products until
test-show-certificate = Show the certificate
test-by-topic = By topic
test-study = What to study
test-study-lead = You lost the most points here:
test-certificate-lead = has passed the test on
test-certificate-may = and may negotiate with clients on these products
test-certificate-from = from
test-certificate-to = until
test-certificate-score = Score
test-certificate-number = Number
test-certificate-revoked = Revoked
test-certificate-expired = Expired
test-print = Print
question-number-hint = Write decimals with a point, such as 3.5.
question-unit-hint = Without a unit it is read in { $unit }.
test-review-title = Your answers, and what is right
test-review-chosen = your answer
test-review-given = Your answer
test-review-nothing = none
test-review-key = Right
test-review-points = { $points } of { $possible }
