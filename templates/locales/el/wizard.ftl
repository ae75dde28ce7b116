# Ο δρόμος ενός αρχείου ερωτήσεων μέσα σε μια τράπεζα.
wizard-title = Εισαγωγή ερωτήσεων
wizard-new = Εισαγωγή ερωτήσεων από αρχείο
wizard-lead = Από Excel, Moodle, Canvas, Anki ή όποιον πίνακα: τίποτα δεν πληκτρολογείται ξανά, και τίποτα δεν μπαίνει σε τεστ πριν το εγκρίνει κάποιος.
wizard-file = Αρχείο
wizard-file-hint = XLSX, XLS, CSV, GIFT, Aiken, Moodle XML, QTI, σημειώσεις Anki ως κείμενο ή ως πακέτο (.apkg). Το τι είναι φαίνεται από το περιεχόμενό του.
wizard-paste = Ή επικολλήστε έναν πίνακα ή κείμενο
wizard-paste-hint = Αντιγραμμένο από Excel, Word ή σελίδα· η πρώτη γραμμή λέει τι είναι κάθε στήλη.
wizard-read = Ανάγνωση
wizard-pasted = Επικολλημένο κείμενο
wizard-format = Τι είναι
wizard-format-auto = Όπως αναγνωρίστηκε
wizard-format-none = Τίποτα από όσα είναι γνωστά εδώ
wizard-format-sheet = Λογιστικό φύλλο
wizard-format-table = Πίνακας
wizard-format-gift = GIFT
wizard-format-aiken = Aiken
wizard-format-moodle-xml = Moodle XML
wizard-format-qti = QTI
wizard-format-anki-text = Σημειώσεις Anki
wizard-how = Πώς διαβάζεται
wizard-topic = Θέμα, όπου το αρχείο δεν λέει κάποιο δικό σας
wizard-columns = Τι είναι κάθε στήλη
wizard-column = Στήλη { $n }
wizard-again = Ανάγνωση ξανά
wizard-rows = Τι βρέθηκε
wizard-sort-all = Όλα
wizard-sort-accepted = Μπαίνουν
wizard-sort-changed = Διορθώθηκαν
wizard-sort-known = Γνωστά
wizard-sort-left_out = Έμειναν έξω
wizard-sort-skipped = Δεν μπαίνουν
wizard-failed = Όσα δεν μπαίνουν, ως αρχείο
wizard-line = Γραμμή { $n }
wizard-take-row = Να μπει
wizard-range = { $from }–{ $to } από { $all }
wizard-no-rows = Τίποτα εδώ.
wizard-take = { $count ->
    [one] Εισαγωγή { $count } ερώτησης
   *[other] Εισαγωγή { $count } ερωτήσεων
}
wizard-take-lead = Ως πρόχειρα. Για 30 ημέρες αναιρούνται όλα μαζί.
wizard-was-taken = { $count ->
    [one] Βγήκε { $count } ερώτηση.
   *[other] Βγήκαν { $count } ερωτήσεις.
}
wizard-wait = { $count ->
    [one] { $count } από αυτές περιμένει την έγκριση κάποιου άλλου.
   *[other] { $count } από αυτές περιμένουν την έγκριση κάποιου άλλου.
}
wizard-approve = { $count ->
    [one] Έγκριση { $count } ερώτησης
   *[other] Έγκριση και των { $count } ερωτήσεων
}
wizard-approve-lead = Από εκεί και πέρα ρωτώνται στα τεστ. Δείτε τις πρώτα παρακάτω.
wizard-likely = Ίσως το ρωτά ήδη η τράπεζα:
wizard-taking = Οι ερωτήσεις μπαίνουν στην τράπεζα. Μπορείτε να φύγετε από τη σελίδα· συνεχίζεται.
wizard-steps = Μπήκαν {"{done}"} από {"{of}"}. Μπορείτε να φύγετε από τη σελίδα· συνεχίζεται.
wizard-to-review = Στον έλεγχο
wizard-was-undone = Όλα όσα βγήκαν από αυτό αναιρέθηκαν.
wizard-undo = Αναίρεση όλων
wizard-undo-until = γίνεται έως
wizard-waits = περιμένει
wizard-undone-short = αναιρέθηκε
wizard-role-ignore = Τίποτα
wizard-role-stem = Ερώτηση
wizard-role-correct = Το σωστό
wizard-role-wrong = Λάθος επιλογή
wizard-role-option = Επιλογή
wizard-role-options = Όλες οι επιλογές
wizard-role-share = Μερίδιο των βαθμών
wizard-role-kind = Είδος
wizard-role-single = Αν είναι μία η σωστή
wizard-role-explanation = Εξήγηση
wizard-role-tell = Απάντηση προς τον πελάτη
wizard-role-topic = Θέμα
wizard-role-product = Προϊόν
wizard-role-difficulty = Δυσκολία
wizard-role-tags = Ετικέτες
wizard-role-points = Βαθμοί
wizard-role-source = Πηγή
wizard-role-unit = Μονάδα
wizard-role-tolerance = Ανοχή
wizard-role-id = Κωδικός
wizard-role-name = Τίτλος
problem-wizard-nothing = Διαλέξτε ένα αρχείο ή επικολλήστε πίνακα ή κείμενο παρακάτω.
flash-wizard-approved = Εγκρίθηκαν. Οι ερωτήσεις μπαίνουν πλέον στα τεστ.
flash-wizard-taken = Μπήκαν. Κάποιος άλλος εγκρίνει τις ερωτήσεις πριν ρωτηθούν.
flash-wizard-undone = Αναιρέθηκε.
