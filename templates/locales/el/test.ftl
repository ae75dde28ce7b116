test-title = Εξέταση
test-question-title = Ερώτηση { $position } από { $count } – { $name }
test-submission-title = Υποβολή εξέτασης
test-result-title = Αποτέλεσμα – { $name }
test-certificate-title = Πιστοποιητικό
test-brief-lead = Διαβάστε το πριν αρχίσετε: ο χρόνος μετράει από τη στιγμή που πατάτε Έναρξη.
test-questions = Ερωτήσεις
test-time = Χρόνος
test-minutes = 
    { $n ->
    [one] 1 λεπτό
   *[other] { $n } λεπτά
}
test-needed = Χρειάζονται
test-needed-together = σε όλα τα φύλλα που κρίνονται μαζί
test-needed-of = { $needed } από { $count }
test-attempts = Προσπάθειες
test-attempts-left = απομένουν { $left } από { $max } σε { $days } ημέρες
test-if-failed = Αν δεν περάσετε
test-waits = η επόμενη προσπάθεια γίνεται { $first } ώρες μετά την πρώτη αποτυχία, { $later } ώρες μετά από κάθε επόμενη
test-if-near = Αν σας λείψουν λίγα
test-near-rule = μπορείτε να δώσετε αμέσως δεύτερο φύλλο: άλλες ερωτήσεις, ίσες στο πλήθος και με ίσο χρόνο. Έπειτα κρίνονται και τα δύο μαζί. Δεν χρεώνεται άλλη προσπάθεια.
test-if-again = Αν ξαναδοκιμάσετε
test-pooled-rule = μετρούν μαζί οι βαθμοί αυτής και των αποτυχημένων προσπαθειών των τελευταίων { $days } ημερών
test-if-passed = Αν περάσετε
test-validity = μπορείτε να διαπραγματεύεστε για { $days } ημέρες
test-rule-saved = Κάθε απάντηση αποθηκεύεται αμέσως. Αν κοπεί η σύνδεση ή σβήσει το κινητό, συνεχίζετε από οποιαδήποτε συσκευή.
test-rule-spent = Η έναρξη χρεώνει μία προσπάθεια. Ό,τι έχει αποθηκευτεί όταν λήξει ο χρόνος υποβάλλεται μόνο του.
test-rule-second-spent = Το δεύτερο φύλλο δεν χρεώνει άλλη προσπάθεια. Ό,τι έχει αποθηκευτεί όταν λήξει ο χρόνος υποβάλλεται μόνο του.
test-rule-locked = Όσο τρέχει η εξέταση, το υλικό μελέτης γι’ αυτά τα προϊόντα είναι κλειστό.
test-in-progress = Η εξέτασή σας τρέχει.
test-go-on = Συνέχεια
test-not-before = Η επόμενη προσπάθεια γίνεται από
test-start = Έναρξη εξέτασης
test-time-left = Χρόνος που απομένει
test-until = έως
test-hide-time = Απόκρυψη χρόνου
test-show-time = Εμφάνιση χρόνου
test-minutes-left = 
    { $n ->
    [one] Απομένει 1 λεπτό
   *[other] Απομένουν { $n } λεπτά
}
test-time-over = Ο χρόνος τελείωσε. Οι απαντήσεις σας υποβάλλονται.
test-place = Ερώτηση { $position } από { $count }
test-conflict = Νεότερη απάντηση σ’ αυτή την ερώτηση αποθηκεύτηκε από άλλη συσκευή.
test-use-mine = Κράτα αυτήν της σελίδας
test-use-other = Κράτα την άλλη
test-saving = Αποθήκευση …
test-saved = Αποθηκεύτηκε { "{time}" }
test-saved-at = Αποθηκεύτηκε
test-offline = Εκτός σύνδεσης: φυλάσσεται σε αυτή τη συσκευή, θα σταλεί
test-failed = Δεν αποθηκεύτηκε ακόμη: ξαναδοκιμάζω
test-stale = Δεν αποθηκεύτηκε: διαλέξτε απάντηση παραπάνω
test-refused = Δεν αποθηκεύτηκε: δεν είναι απάντηση σ’ αυτή την ερώτηση
test-signed-out = Φυλάσσεται σε αυτή τη συσκευή. Συνδεθείτε για να αποθηκευτεί.
test-previous = Προηγούμενη
test-flag = Σημαία
test-flagged = Με σημαία
test-clear = Καθαρισμός απάντησης
test-next = Αποθήκευση και επόμενη
test-map = Όλες οι ερωτήσεις: { $answered } απαντημένες, { $unanswered } ανοιχτές, { $flagged } με σημαία
test-map-label = Όλες οι ερωτήσεις
test-question = Ερώτηση
test-state-answered = απαντημένη
test-state-open = ανοιχτή
test-state-flagged = με σημαία
test-review = Έλεγχος και υποβολή
test-hand-in-title = Υποβολή;
test-unanswered = 
    { $n ->
    [one] 1 ερώτηση δεν έχει ακόμη απάντηση.
   *[other] { $n } ερωτήσεις δεν έχουν ακόμη απάντηση.
}
test-unanswered-note = Οι αναπάντητες δεν παίρνουν βαθμούς.
test-all-answered = Και οι { $n } ερωτήσεις είναι απαντημένες.
test-flagged-list = Βάλατε σημαία για να τις ξαναδείτε:
test-hand-in = Υποβολή της εξέτασης
test-back = Πίσω στις ερωτήσεις
test-passed = Επιτυχία
test-not-passed = Αποτυχία
test-score = Βαθμός
test-of = από
test-needed-short = χρειάζονται:
test-handed-in = Υποβλήθηκε στις
test-next-attempt = Επόμενη προσπάθεια από
test-otherwise = Αν δεν το δώσετε, η επόμενη προσπάθεια γίνεται από
test-near-miss = Σας έλειψαν λίγα
test-second-form = Δεύτερο φύλλο
test-second-form-offer = Μπορείτε να δώσετε δεύτερο φύλλο με άλλες ερωτήσεις, ίσες στο πλήθος και με ίσο χρόνο με το πρώτο. Έπειτα κρίνονται και τα δύο μαζί.
test-second-form-until = Η προσφορά ισχύει έως
test-second-form-starts = Ο χρόνος μετράει από τη στιγμή που πατάτε το κουμπί.
test-take-second-form = Δώστε τώρα το δεύτερο φύλλο
test-second-form-taken = Δώσατε δεύτερο φύλλο· κρίθηκε μαζί με αυτό.
test-second-form-result = Δείτε το αποτέλεσμά του
test-decided-on-both = Κρίθηκαν και τα δύο φύλλα μαζί
test-decided-on-pool = Κρίθηκε μαζί με τις προηγούμενες προσπάθειές σας
test-first-form = Πρώτο φύλλο
test-earlier-attempt = Προηγούμενη προσπάθεια
test-this-attempt = Αυτή η προσπάθεια
test-together = Μαζί
test-under-review = 
    { $n ->
    [one] 1 απάντηση είναι σχεδόν σωστή και θα τη δει άνθρωπος· ως τότε δεν παίρνει βαθμούς.
   *[other] { $n } απαντήσεις είναι σχεδόν σωστές και θα τις δει άνθρωπος· ως τότε δεν παίρνουν βαθμούς.
}
test-certificate-until = Μπορείτε να διαπραγματεύεστε αυτά τα προϊόντα έως
test-show-certificate = Δείτε το πιστοποιητικό
test-by-topic = Ανά θέμα
test-study = Τι να μελετήσετε
test-study-lead = Εδώ χάσατε τους περισσότερους βαθμούς:
test-certificate-lead = πέρασε την εξέταση για
test-certificate-may = και μπορεί να διαπραγματεύεται με πελάτες αυτά τα προϊόντα
test-certificate-from = από
test-certificate-to = έως
test-certificate-score = Βαθμός
test-certificate-number = Αριθμός
test-certificate-revoked = Ανακλήθηκε
test-certificate-expired = Έληξε
test-print = Εκτύπωση
question-number-hint = Γράψτε τα δεκαδικά με κόμμα, όπως 3,5.
question-unit-hint = Χωρίς μονάδα διαβάζεται σε { $unit }.
test-review-title = Οι απαντήσεις σας και οι σωστές
test-review-chosen = η απάντησή σας
test-review-given = Η απάντησή σας
test-review-nothing = καμία
test-review-key = Σωστό
test-review-points = { $points } από { $possible }
