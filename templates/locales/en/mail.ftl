mail-title = Mail
mail-address = Mail address
mail-save = Save the address
mail-not-sent = This installation sends no mail yet; the administrator of the server sets it up.
mail-lead-manager = You get a mail when you may no longer negotiate on a product.
mail-lead-trainer = You get a mail when a manager asks from a meeting and a client waits.
mail-lead-head = You get a mail when somebody may no longer negotiate on a product.
mail-lead-admin = Administrators get no mail so far.
mail-urgent-subject = Urgent: { $name } is in a meeting and asks about { $product }
mail-urgent-action = Answer it here; the manager sees your answer at once:
mail-lost-subject = You may no longer negotiate on everything you could
mail-lost-action = What to do now:
mail-lost-by-other-subject = { $name } may no longer negotiate on everything they could
mail-lost-by-other-action = The board:
problem-not-an-email = An address such as name@example.com.
event-person-email-changed = Where a person reads mail changed
mail-digest = Once a day, what else happened
mail-digest-subject = { $count ->
    [one] Your day: one thing to know
   *[other] Your day: { $count } things to know
}
mail-digest-more = … and { $count } more.
mail-digest-action-manager = What is next for you:
mail-digest-action-trainer = What waits for you:
mail-digest-action-head = The board:
mail-digest-action-admin = Dokimasia:
mail-digest-why = You get this once a day. Change it in your account:
event-digest-made = The daily digest was made
digest-waiting = { $count ->
    [one] A client's question waits for an answer.
   *[other] { $count } of clients' questions wait for an answer.
}
digest-standing-changed-gained = { $name } may negotiate now on { $products }.
digest-standing-changed-own-gained = You may negotiate now on { $products }.
digest-standing-changed-lost = { $name } may no longer negotiate on { $products }.
digest-standing-changed-own-lost = You may no longer negotiate on { $products }.
digest-certificate-issued-own = You passed { $certification }: the certificate is yours.
digest-certificate-expiring = A certificate of { $name } ends soon: { $certification }.
digest-certificate-expiring-own = Your certificate { $certification } ends soon: renew it in time.
digest-certificate-revoked = A certificate of { $name } was revoked: { $certification }.
digest-certificate-revoked-own = Your certificate { $certification } was revoked.
digest-question-answered-own = Your client's question has an answer: { $text }
digest-change-effective = { $products } changed: { $characteristic }.
log-of-digest = Daily digests
digest-cards = { $count ->
    [one] One answer is to be repeated today, before it is forgotten.
   *[other] { $count } answers are to be repeated today, before they are forgotten.
}
