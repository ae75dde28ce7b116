nav-study = Study
study-title = Study
study-lead = Question and answer: what you are about to forget comes first.
study-session = Study: cards
study-today = Today
study-due = Due
study-new = New
study-done = Rated
study-start = Study for 5 minutes
study-nothing = Nothing is due now. What you know comes back when it is time.
study-so-far = Today: { $cards ->
    [one] one card
   *[other] { $cards } cards
}, { $known } of them known, { $minutes ->
    [0] in no time
    [one] in a minute
   *[other] in { $minutes } minutes
}.
study-so-far-device = In this session: cards { $cards }, known { $known }, minutes { $minutes }.
study-by-line = By line
study-line = Due: { $due } · new: { $new }
study-seen = { $seen } of { $all } answers seen
study-locked = Partly locked while your test runs
study-locked-lead = Your test is running: cards on its products are locked until you hand in.
study-is-new = New
study-is-stuck = Often forgotten
study-stuck-hint = You forgot this one again and again. Say it in your own words, or think of a client who would ask it. Your trainer sees that it is hard to keep.
study-show = Show the answer
study-how-well = How well did you know it?
study-rate-again = Not at all
study-rate-hard = With effort
study-rate-good = Well
study-rate-easy = At once
study-in-minutes = { $n } min
study-in-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
study-left = { $count } cards
study-left-one = The last card
study-undo = Undo
study-end = That’s it for now
study-time-over = Five minutes are over.
study-go-on = Go on
study-back = Back to study
study-kept-one = One rating waits on this phone and is sent when there is a network.
study-kept = { $count } ratings wait on this phone and are sent when there is a network.
study-kept-signed-out = Ratings wait on this phone: sign in, and they are sent.
home-study = { $due ->
    [0] Study
    [one] One card is due
   *[other] { $due } cards are due
}
settings-study = Study
settings-retention = How sure an answer should stay, in percent
settings-retention-hint = A card comes back when the chance that it is known has sunk to this. Higher means more repetitions: 90 is usual.
settings-new-per-day = New cards a day for each manager, at most
question-correction = Only a correction of the writing
question-correction-hint = The answer means the same: who learned it keeps their card. Without this tick, a changed question or answer is learned anew.
question-corrects = Its author calls version { $version } a mere correction of the writing: cards stay as they are.
study-stuck = Answers you often forget
study-stuck-lead = Read them once more. Your trainer sees them too, and may find better words.
study-hardest = What managers forget
study-hardest-lead = An answer that nobody remembers needs other words, not more repetitions.
study-nobody = Nobody remembers this: rewrite it?
study-nobody-none = No answer is forgotten by many.
study-others = Forgotten most by others
study-fares = Learned by { $people }, forgotten in { $percent } % of repetitions, stuck with { $stuck }
study-rewrite = Write it in other words
home-hard = { $count ->
    [0] No answer is forgotten by many
    [one] Nobody remembers one answer: rewrite it?
   *[other] Nobody remembers { $count } answers: rewrite them?
}
practice-title = Practice
practice-lead = Questions as the test asks them, with the key at once. Nothing of it counts.
practice-check = Check
practice-another = Another question
practice-next = Next question
practice-right = Right.
practice-partly = Partly right: { $percent } % of the points.
practice-wrong = Not right.
practice-open = You left it open.
practice-disagree = I disagree
practice-words = What is wrong with it?
practice-words-hint = A trainer looks at it, and you see what they say under My questions.
practice-send = Send to the trainers
practice-start = Practise test questions
readiness-title = Ready for the test?
readiness-ready = Ready
readiness-not-yet = Not yet
readiness-unknown = Not known yet
readiness-nothing-seen = Study some cards, and you see here what the test would come to.
readiness-passes = If you took the test today, you would pass with a chance of { $percent } %.
readiness-right = Expect { $percent } % right answers; eight forms of ten lie between { $low } and { $high } %.
readiness-minutes = { $minutes ->
    [one] One more minute
   *[other] { $minutes } more minutes
} of study ({ $cards ->
    [one] one card
   *[other] { $cards } cards
}) bring you to 90 %.
readiness-topics = By topic
readiness-how = Worked out from your cards: how well each answer is still remembered, and what can be guessed. It is an estimate; the test decides.
readiness-study = Study first
calibration-title = Do the forecasts hold?
calibration-lead = What was forecast when tests began, beside what came of them.
calibration-chance = Forecast chance to pass
calibration-tests = Tests
calibration-told = Forecast on average
calibration-passed = Passed
calibration-right = Right answers: forecast { $right } %, achieved { $scored } %, in { $tests } tests.
calibration-none = No test was graded since forecasts are noted.
