plan-title = Your first three days
plan-day = Day { $day } of { $days }
plan-today = Today: { $new ->
    [0] no new cards
    [one] one new card
   *[other] { $new } new cards
}, { $due ->
    [0] nothing to repeat
    [one] one to repeat
   *[other] { $due } to repeat
}, about { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}.
plan-done = Today’s part is done.
plan-line-new = { $new ->
    [one] One new card today
   *[other] { $new } new cards today
}
plan-beyond = { $count ->
    [one] One answer does not fit into the three days: it follows afterwards.
   *[other] { $count } answers do not fit into the three days: they follow afterwards, day by day.
}
plan-how = The plan takes you through what your tests ask, one line after the other, and brings back what you have seen. It asks for two hours of study a day at most.
plan-open = See the plan
newcomers-title = Newcomers
newcomers-lead = How far each new manager is with the answers and the tests, and how many days it takes until they may negotiate.
newcomers-home = How far each is, and on which day they are certified.
newcomers-period = First sign-in within
newcomers-people = Signed in for the first time
newcomers-first = To the first certificate
newcomers-all = To all certificates
newcomers-median = Medians, counted from the first sign-in: the day of the first sign-in is day 1. Who is still on the way does not count in them.
newcomers-no-department = Without a department
newcomers-day = Day { $day }
newcomers-done = All certificates on day { $day }
newcomers-not-yet = Has not signed in yet
newcomers-since = since
newcomers-seen = { $seen } of { $all } answers seen
newcomers-certified = Certified
newcomers-ready = Ready: { $percent } %
newcomers-unseen = Not studied
newcomers-chance = Would pass with { $percent } %
newcomers-none = Nobody began in this time.
newcomers-more = { $count ->
    [one] One more newcomer counts in the figures and is not listed.
   *[other] { $count } more newcomers count in the figures and are not listed.
}
