mail-title = Αλληλογραφία
mail-address = Διεύθυνση email
mail-save = Αποθήκευση διεύθυνσης
mail-not-sent = Αυτή η εγκατάσταση δεν στέλνει ακόμη email· το ρυθμίζει ο διαχειριστής του διακομιστή.
mail-lead-manager = Λαμβάνετε email όταν δεν μπορείτε πια να διαπραγματεύεστε για κάποιο προϊόν.
mail-lead-trainer = Λαμβάνετε email όταν πωλητής ρωτά μέσα από συνάντηση και ο πελάτης περιμένει.
mail-lead-head = Λαμβάνετε email όταν κάποιος δεν μπορεί πια να διαπραγματεύεται για κάποιο προϊόν.
mail-lead-admin = Οι διαχειριστές δεν λαμβάνουν προς το παρόν email.
mail-urgent-subject = Επείγον: { $name }, σε συνάντηση, ρωτά για το { $product }
mail-urgent-action = Απαντήστε εδώ· ο πωλητής βλέπει αμέσως την απάντηση:
mail-lost-subject = Δεν μπορείτε πια να διαπραγματεύεστε για όλα όσα μπορούσατε
mail-lost-action = Τι πρέπει να κάνετε τώρα:
mail-lost-by-other-subject = Για λιγότερα προϊόντα μπορεί να διαπραγματεύεται: { $name }
mail-lost-by-other-action = Ο πίνακας:
problem-not-an-email = Μια διεύθυνση όπως onoma@example.com.
event-person-email-changed = Άλλαξε η διεύθυνση email κάποιου
mail-digest = Μία φορά την ημέρα, τι άλλο συνέβη
mail-digest-subject = { $count ->
    [one] Η ημέρα σας: ένα νέο
   *[other] Η ημέρα σας: { $count } νέα
}
mail-digest-more = … και άλλα { $count }.
mail-digest-action-manager = Τι ακολουθεί για εσάς:
mail-digest-action-trainer = Τι σας περιμένει:
mail-digest-action-head = Ο πίνακας:
mail-digest-action-admin = Dokimasia:
mail-digest-why = Το λαμβάνετε μία φορά την ημέρα. Αλλάξτε το στον λογαριασμό σας:
event-digest-made = Ετοιμάστηκε η ημερήσια σύνοψη
digest-waiting = { $count ->
    [one] Μία ερώτηση πελάτη περιμένει απάντηση.
   *[other] { $count } ερωτήσεις πελατών περιμένουν απάντηση.
}
digest-standing-changed-gained = Μπορεί πλέον να διαπραγματεύεται για { $products }: { $name }.
digest-standing-changed-own-gained = Μπορείτε πλέον να διαπραγματεύεστε για { $products }.
digest-standing-changed-lost = Δεν μπορεί πια να διαπραγματεύεται για { $products }: { $name }.
digest-standing-changed-own-lost = Δεν μπορείτε πια να διαπραγματεύεστε για { $products }.
digest-certificate-issued-own = Περάσατε το τεστ { $certification }: το πιστοποιητικό είναι δικό σας.
digest-certificate-expiring = Λήγει σύντομα πιστοποιητικό ({ $name }): { $certification }.
digest-certificate-expiring-own = Το πιστοποιητικό σας { $certification } λήγει σύντομα: ανανεώστε το εγκαίρως.
digest-certificate-revoked = Ανακλήθηκε πιστοποιητικό ({ $name }): { $certification }.
digest-certificate-revoked-own = Το πιστοποιητικό σας { $certification } ανακλήθηκε.
digest-question-answered-own = Η ερώτηση του πελάτη σας απαντήθηκε: { $text }
digest-change-effective = Άλλαξε: { $products }, { $characteristic }.
log-of-digest = Ημερήσιες συνόψεις
digest-cards = { $count ->
    [one] Μία απάντηση είναι για επανάληψη σήμερα, πριν ξεχαστεί.
   *[other] { $count } απαντήσεις είναι για επανάληψη σήμερα, πριν ξεχαστούν.
}
