study-figures-title = Study in figures
study-figures-lead = What managers recall beside what was predicted, how much they study, and how long it takes them.
study-figures-lead-own = What you recall beside what was predicted, how much you study, and how long it takes you.
study-figures-home = Does it stay in mind, how much is studied, and how long does it take?
study-figures-own = Your figures
study-figures-open = All your figures
study-figures-spent = In the last { $days } days: { $reviews ->
    [one] one card
   *[other] { $reviews } cards
} rated in { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}, on { $on ->
    [one] one day
   *[other] { $on } days
}.
study-figures-recalled = You recalled { $recalled } % of what came back; { $predicted } % was predicted.
study-figures-period = Of the last
study-figures-reviews = Cards rated
study-figures-minutes = Minutes
study-figures-days = Days
study-figures-true = Recalled
study-figures-predicted = Predicted
study-figures-repetitions = Repetitions
study-figures-predicted-of = { $predicted } % was predicted, in { $count } repetitions
study-figures-too-few = too few
study-figures-too-few-yet = { $count ->
    [0] Nothing has come back yet.
    [one] Only one repetition: too few to say how much is recalled.
   *[other] Only { $count } repetitions: too few to say how much is recalled.
}
study-figures-cut = There are more ratings than are counted here: only the newest count.
study-figures-by-chance = By predicted chance
study-figures-by-chance-lead = Where both columns agree, cards come back at the right time. Where less is recalled than was predicted, they come too late.
study-figures-chance = Predicted chance
study-figures-by-gap = By days since the last time
study-figures-by-gap-lead = How well answers hold while nobody asks them.
study-figures-gap = Since the last time
study-figures-band-chance = { $from }–{ $to } %
study-figures-band-same-day = The same day
study-figures-band-day = { $from ->
    [one] 1 day
   *[other] { $from } days
}
study-figures-band-days = { $from }–{ $to } days
study-figures-band-longer = { $from } days or more
study-figures-by-day = The last 30 days
study-figures-day = { $reviews } · { $minutes } min
study-figures-day-of = { $reviews } · { $people ->
    [one] 1 person
   *[other] { $people } people
} · { $minutes } min
study-figures-by-person = By person
study-figures-how = Recalled means: rated better than “Not at all”, a day or more after the last time; what is repeated on the same day is told apart. Nothing is said of fewer than { $enough } repetitions. Minutes are those that phones told.
study-figures-nothing-repeated = Nothing has come back on a later day yet.
study-figures-none = Nobody studied in this time.
