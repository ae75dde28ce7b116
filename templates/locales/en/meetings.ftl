nav-meetings = Meetings
log-of-meeting = Meetings
log-of-sheet = Negotiation sheets

refusal-not-cleared = You may not negotiate on this now
    .detail = Not cleared: { $names }. Look at the meeting: it says why, and what to do.

problem-meeting-without-product = Choose at least one product.
problem-meeting-too-many-products = At most { $max } products.
problem-meeting-is-over = This time is past. A meeting is over { $hours } hours after it began: choose a later time.
problem-meeting-too-far = At most { $days } days ahead.
problem-meeting-waiver-too-early = A waiver holds for at most { $max } hours and would end before the meeting. It can be granted from { $from }.
problem-meeting-too-many-notes = A meeting keeps at most { $max } notes. Shorten what you wrote.

meetings-title = Meetings
meetings-coming = Ahead
meetings-past = Past
meetings-none = No meeting is ahead. Open one: client, products and time are enough.
meetings-none-past = No meeting is past.
meetings-none-head = No meeting is ahead.
meetings-of = Meetings of
meetings-of-everybody = Everybody
meetings-today = Your meetings

meeting-new = New meeting
meeting-ask = Open the meeting
meeting-client = Client
meeting-products = Products
meeting-products-lead = The mark says whether you may negotiate on it now.
meeting-products-count = { $chosen ->
    [one] 1 chosen of { $all }
   *[other] { $chosen } chosen of { $all }
  }
meeting-date = Date
meeting-time = Time
meeting-zone = Times of { $zone }.
meeting-more = Place, language, note
meeting-place = Place
meeting-note = Note
meeting-language = The client’s language
meeting-state-stopped = stopped
meeting-state-refused = no waiver
meeting-state-planned = planned
meeting-state-held = took place
meeting-state-cancelled = cancelled
meeting-state-ready = may be opened
meeting-state-over = over
meeting-state-lost = no longer cleared

meeting-stop = Not this meeting, not yet
meeting-stop-lead = Nobody negotiates on a product before passing its test. On these you are not cleared now:
meeting-stop-lead-head = Not cleared now:
meeting-stop-told = The heads were told. As soon as one of them waives it, or you pass the test, this page lets you open the meeting.
meeting-stop-to-test = To the test
meeting-stop-to-delta = To the short test
meeting-stop-without = Meet on the other products only
meeting-stop-without-lead = Leaves out what you are not cleared for.
meeting-waiver-from = A waiver holds for at most 72 hours. For this meeting it can be granted from
meeting-refused = A head gave no waiver:
meeting-ready = You may hold this meeting
meeting-ready-lead = You are cleared on each of its products. Open it, and the negotiation sheet is yours.
meeting-lapses = Your clearance ends before the meeting
meeting-lapses-until = ends
meeting-gate = Products
meeting-kit = Field kit
meeting-sheet = Negotiation sheet
meeting-raise = Raise what the client asked
meeting-held = It took place
meeting-cancel = Cancel the meeting
meeting-notes = What the client said
meeting-over-ask = Did this meeting take place?

meeting-wanted = Managers want to meet and may not
meeting-wanted-one = { $manager } wants to meet { $client }
meeting-waive = Waive
meeting-waive-lead = { $hours ->
    [one] Holds for 1 hour from now, under your name.
   *[other] Holds for { $hours } hours from now, under your name.
  }
meeting-waive-reason = Meeting with { $client }
meeting-refuse = No waiver
meeting-refuse-send = Say no

flash-meeting-asked = The meeting is open. The sheet is ready.
flash-meeting-opened = The meeting is open. The sheet is ready.
flash-meeting-waived = Waived. The manager can open the meeting now.
flash-meeting-refused = The manager sees your reason.
flash-meeting-held = Noted.
flash-meeting-cancelled = The meeting is cancelled.
flash-meeting-noted = Your notes are saved.

event-meeting-opened = A meeting was opened
event-meeting-stopped = A meeting was stopped at the gate
event-meeting-waived = A meeting was waived
event-meeting-refused = A waiver for a meeting was refused
event-meeting-held = A meeting took place
event-meeting-cancelled = A meeting was cancelled
event-meeting-noted = Notes of a meeting were written
event-sheet-changed = A negotiation sheet was changed
