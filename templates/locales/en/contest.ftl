# Contests: everybody answers the same questions at the same time.
contests-title = Contests
contests-lead = Everybody answers the same questions on their phones, and the wall shows who stands where. Nothing of it counts for a certification.
contests-home = A round of questions for everybody at once, with a ranking on the wall.
contests-none = There was no contest yet.
contest-title = Contest
contest-begin = Begin a contest
contest-line = Product line
contest-questions = Questions
contest-seconds = Seconds for each
contest-count = { $count ->
    [one] one question
   *[other] { $count } questions
}
contest-phase-waiting = Players gather
contest-phase-asking = A question is asked
contest-phase-told = What is right is shown
contest-phase-over = Over
contest-open = Join the contest:
contest-join-how = Managers see the contest on their home page and join there.
contest-players = { $count ->
    [one] One plays
   *[other] { $count } play
}
contest-position = { $position } of { $count }
contest-question = Question
contest-answered = { $answered } of { $players } answered
contest-right = What is right
contest-right-count = { $right } of { $answered } answers were right.
contest-ranking = Ranking
contest-more = … and { $count } more
contest-teams = Departments
contest-teams-lead = By what their players scored on average.
contest-first = Ask the first question
contest-tell = Show what is right
contest-next = Next question
contest-finish = End and show the ranking
contest-end = End now
contest-lead = Answer on this phone. Half of the score is for knowing, half for being quick; it counts for nothing but this contest.
contest-join = Join
contest-answer = Answer
contest-you-wait = You are in. The first question comes soon.
contest-you-answered = Your answer is in. Wait for the others.
contest-you-right = Right!
contest-you-partly = { $percent } % right.
contest-you-wrong = Not right.
contest-you-nothing = No answer came in time.
contest-you-place = Place { $place } of { $players }, { $score } points
contest-over = The contest is over. Thank you for playing.
flash-contest-nothing = Choose or write something first.
flash-contest-late = That came too late for the question.
problem-contest-short = The line does not have so many questions that may be asked here. Take fewer.
event-contest-begun = A contest was begun
event-contest-joined = Somebody joined a contest
event-contest-moved = A contest went on
event-contest-ended = A contest ended
log-of-contest = Contests
