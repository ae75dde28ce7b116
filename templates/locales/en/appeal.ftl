# Appeals: contesting that a test was not passed.
nav-appeals = Appeals
appeal-title = Appeals
appeal-one = Appeal of { $name }
appeal-list-lead = Who did not pass may contest it. A head who had no part in it looks at the evidence and decides.
appeal-contest = Contest the result
appeal-contest-link = Contest this result
appeal-contest-until = You may contest it until
appeal-see = Your appeal
appeal-yours = Your appeal
appeal-lead = { $days ->
    [one] A person looks at your test: a head who had no part in it. You get a decision with its reason within one day.
   *[other] A person looks at your test: a head who had no part in it. You get a decision with its reason within { $days } days.
}
appeal-words = What is wrong with the result?
appeal-words-hint = In your own words: which question, and why.
appeal-file = Contest it
appeal-until = Possible until
appeal-not-possible = This result cannot be contested, or not any more.
appeal-withdraw = Take it back
appeal-state-open = Waits for a decision
appeal-state-upheld = Upheld
appeal-state-rejected = Not upheld
appeal-state-withdrawn = Taken back
appeal-overdue = Overdue
appeal-filed-at = Contested
appeal-due = A decision is due by
appeal-late = It is late; ask your head about it.
appeal-decision = The decision
appeal-decided-by = Decided by { $name }
appeal-follows-again = Your attempt does not count, and you have one more: you may start it now.
appeal-follows-regrade = Keys of your test are looked at again. If your result changes, you are told.
appeal-follows-waiver = You may negotiate for some hours by a waiver; your first page says until when.
appeal-followed-again = The attempt is void, and one more was granted.
appeal-followed-regrade = Trainers were asked to look at keys of it.
appeal-followed-waiver = A waiver was granted.
appeal-home = Your appeal waits for a decision
appeal-open = Waiting
appeal-ended = Decided and taken back
appeal-none = No appeal waits.
appeal-says = What is contested
appeal-evidence = What the result rests on
appeal-test = Test
appeal-began = Began
appeal-handed-in = Handed in
appeal-found = Found
appeal-found-anew = Found anew
appeal-why = Why it earned that
appeal-near = near to a key: a person should look
appeal-saved = Saved
appeal-saves = { $count ->
    [one] saved once
   *[other] saved { $count } times
}
appeal-written = Question
appeal-decide = Decide
appeal-what = What follows?
appeal-do-rejected = The result stands
appeal-do-again = The attempt does not count, and one more is granted
appeal-do-regrade = Trainers look at the keys of the questions ticked below
appeal-do-waiver = The person may negotiate for some hours by a waiver
appeal-positions = Questions whose keys are in doubt
appeal-hours = Hours of the waiver
appeal-reason = Your reason
appeal-reason-hint = The person reads it. Do not say what is right: the test may be taken again.
appeal-decide-now = Decide
appeal-not-yours = Another head decides: not who appealed, nor anybody who wrote, approved or corrected a question of this test.
appeal-why-right = right
appeal-why-wrong = wrong
appeal-why-partly = partly right
appeal-why-unanswered = not answered
appeal-why-misfit = no answer to this kind of question
appeal-why-equal = equal to a key
appeal-why-look-alike = equal but for letters that look alike
appeal-why-typing-slip = one typing slip
appeal-why-two-slips = two slips from a key
appeal-why-near-rejected = as near to a wrong answer as to a right one
appeal-why-rejected = on the list of wrong answers
appeal-why-negated = says the opposite
appeal-why-digits-differ = other digits than the key
appeal-why-not-a-number = not a number
appeal-why-unknown-unit = unknown unit
appeal-why-other-dimension = a unit of something else
appeal-why-missing-unit = the unit is missing
appeal-why-out-of-tolerance = too far off
appeal-why-broken-key = the key cannot be read
appeal-why-granted = everybody got the points
appeal-why-not-counted = does not count
appeal-settings = Appeals
appeal-settings-filing = Days within which a result may be contested
appeal-settings-decision = Days within which a head decides
flash-appeal-filed = Contested. A head decides; you see it here.
flash-appeal-withdrawn = Taken back.
flash-appeal-decided = Decided. The person sees it at once.
event-appeal-filed = A result was contested
event-appeal-decided = An appeal was decided
event-appeal-withdrawn = An appeal was taken back
log-of-appeal = Appeals
refusal-already-contested = You contested this result already
    .detail = Wait for the decision, or take the appeal back first.
refusal-too-late-to-contest = The time to contest this result is over
    .detail = Your head may still look at it.
problem-remedy-of-a-no = Nothing follows where the result stands.
problem-not-a-verdict = An appeal is upheld or rejected.
mail-appeal-filed-subject = { $name } contests a result
mail-appeal-filed-action = Look at it and decide:
mail-appeal-decided-subject = Your appeal is decided
mail-appeal-decided-action = The decision, with its reason:
digest-appeals = { $count ->
    [one] One appeal waits for a decision.
   *[other] { $count } appeals wait for a decision.
}
digest-appeals-overdue = { $count ->
    [one] One appeal is overdue.
   *[other] { $count } appeals are overdue.
}
appeal-chosen = chosen
