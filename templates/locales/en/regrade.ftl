# Regrading: a key was wrong.
regrade-title = Wrong keys
regrade-lead = When a key was wrong, results that rest on it are found anew. Two trainers agree on it; what was found before is kept.
regrade-open = Waiting for a second trainer
regrade-requested = Asked for by an appeal
regrade-requested-lead = A head upheld an appeal and wants these keys looked at.
regrade-near = Answers near to a key
regrade-near-lead = They earned nothing for now. Count them or not: both change results only once a second trainer agrees.
regrade-ended = Decided
regrade-none = No key is in question. Where one turns out to be wrong, open its question and say so.
regrade-to-questions = To the questions
regrade-answered = Answered:
regrade-times = { $count ->
    [one] once
   *[other] { $count } times
}
regrade-why-two-slips = two slips away from a key
regrade-why-near-rejected = as near to a wrong answer as to a right one
regrade-count-it = Count it
regrade-count-it-not = Do not count it
regrade-version = version { $number }
regrade-propose = Correct the key
regrade-see-question = See the question
regrade-key-was-wrong = The key was wrong
regrade-new = A key was wrong
regrade-new-lead = Say what is right. First you see whom it would change; nothing changes before a second trainer agrees.
regrade-one = Wrong key: { $code }
regrade-key-was = The key as it was asked
regrade-key-is = Graded by
regrade-was-key = the key until now
regrade-remedy = What is right?
regrade-remedy-key = Another key
regrade-remedy-full_points = Everybody gets the points
regrade-remedy-not_counted = The question does not count
regrade-right-single = Right answers: each one that is ticked counts
regrade-right-multiple = The right answers
regrade-right-truth = The statement is
regrade-right-number = The right number
regrade-right-number-in = The right number in { $unit }
regrade-off = How far off is still right
regrade-off-hint = Leave it empty to keep what the question says.
regrade-words-right = These count too
regrade-words-wrong = These do not count
regrade-words-hint = One on each line.
regrade-reason = Why
regrade-reason-hint = It is kept for good, and stands beside every certificate that is revoked by it.
regrade-preview = Show whom it changes
regrade-preview-hint = Nothing is saved yet.
regrade-preview-again = Show it again
regrade-propose-now = Propose it
regrade-second-person = A second trainer decides, who is not among those whom it changes.
regrade-would-change = Whom it would change
regrade-did-change = Whom it changed
regrade-asked = Tests that asked it
regrade-changed = With other points
regrade-gained = Turn out to be passed
regrade-lost = Turn out not to be passed
regrade-certificates = Certificates
regrade-issued = { $count } issued
regrade-revoked = { $count } revoked
regrade-standing = May negotiate
regrade-cleared = { $count ->
    [one] one person more
   *[other] { $count } people more
}
regrade-barred = { $count ->
    [one] one person no more
   *[other] { $count } people no more
}
regrade-running = Tests that still run; they are graded by it when they end
regrade-by-person = Person by person
regrade-person = Person
regrade-test = Test
regrade-before = Until now
regrade-after = Then
regrade-what-follows = What follows
regrade-certificate-issued = Certificate issued
regrade-certificate-revoked = Certificate revoked
regrade-may = may negotiate on { $product }
regrade-may-not = may no longer negotiate on { $product }
regrade-more-people = { $count ->
    [one] … and one more person.
   *[other] … and { $count } more people.
}
regrade-nobody = Nobody’s points change.
regrade-correction = The correction
regrade-proposed-by = Proposed by { $name }
regrade-ended-approved = Approved by { $name }
regrade-ended-declined = Declined by { $name }
regrade-ended-withdrawn = Taken back by { $name }
regrade-will-suspend = The question is still drawn with this key. Where the key is wrong, approving takes it out of the draws until a trainer looked at it.
regrade-still-drawn = The question is still drawn with this version.
regrade-write-version = Write a new version
regrade-approve = Approve and find results anew
regrade-approve-hint = Certificates are issued and revoked at once, and everybody concerned is told. What was found before is kept.
regrade-not-yours = Another trainer decides: not who proposed it, nor anybody whose own result it changes.
regrade-decline = Decline
regrade-decline-reason = Why not
regrade-decline-now = Decline it
regrade-withdraw = Take it back
regrade-state-open = Waits
regrade-state-approved = Approved
regrade-state-declined = Declined
regrade-state-withdrawn = Taken back
regrade-home = A result of yours turned out to be another
regrade-home-passed = You passed { $name } after all: a key had been wrong.
regrade-home-failed = { $name } is not passed: a key had been wrong.
regrade-home-look = Look at the result
regrade-result = This result was found anew
regrade-result-lead = A key of this test had been wrong. What was found before is kept:
regrade-result-until = counted until
regrade-corrected = Its key was corrected after the test.
regrade-corrected-full_points = Everybody got the points of this question.
regrade-corrected-not_counted = This question does not count.
flash-regrade-proposed = Proposed. A second trainer decides.
flash-regrade-approved = Approved. Results are found anew, and everybody concerned is told.
flash-regrade-declined = Declined.
flash-regrade-withdrawn = Taken back.
event-attempt-regraded = A test was graded anew
event-regrade-proposed = A correction of a key was proposed
event-regrade-approved = A correction of a key was approved
event-regrade-declined = A correction of a key was declined
event-regrade-withdrawn = A correction of a key was taken back
log-of-regrade = Corrections of keys
refusal-preview-stale = Other people would be changed now than were shown
    .detail = Something happened in the meantime. Look at whom it changes now, then decide.
problem-preview-stale = Something happened in the meantime. This is whom it would change now: look at it, then decide.
problem-no-such-version = The question has no approved version { $version }.
problem-remedy-misfit = This is no key for a question of this kind. Choose another remedy.
problem-remedy-weighted = Its options have weights, so other keys cannot be told. Give everybody the points, or let it not count.
mail-regraded-passed-subject = You passed { $name } after all
mail-regraded-passed-text = A key of your test had been wrong. With the right one you passed.
mail-regraded-failed-subject = { $name } is not passed
mail-regraded-failed-text = A key of your test had been wrong. With the right one the test is not passed.
mail-regraded-action = Your result, with what was found before:
regrade-home-trainer = { $count ->
    [0] Results that rest on a wrong key are found anew.
    [one] One correction waits for a second trainer.
   *[other] { $count } corrections wait for a second trainer.
}
standing-fact-regraded_passed = graded anew: passed
standing-fact-regraded_failed = graded anew: not passed
