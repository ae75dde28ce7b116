sheet-title = Φύλλο διαπραγμάτευσης
sheet-of = Φύλλο διαπραγμάτευσης: { $line }
sheet-client = Πελάτης
sheet-products = Προϊόντα
sheet-date = Ημερομηνία
sheet-manager = Εκπρόσωπος
sheet-as-of = Στοιχεία προϊόντων από
sheet-print = Εκτύπωση
sheet-speak = Στη γλώσσα του πελάτη
sheet-lines = Φύλλα αυτής της συνάντησης
sheet-save = Αποθήκευση σημειώσεων
sheet-saved = Αποθηκεύτηκε
sheet-saving = Αποθηκεύεται …
sheet-unsaved = Δεν αποθηκεύτηκε. Ξαναδοκιμάζεται μόλις συνεχίσετε να γράφετε· ή πατήστε το κουμπί.
sheet-note-of = Σημείωση στην ερώτηση { $number }
sheet-others = Σημειώσεις σε ερωτήσεις που δεν τίθενται πια
sheet-edit = Φύλλο διαπραγμάτευσης
sheet-lead = Ερωτήσεις προς τον πελάτη σε μία σελίδα A4: από τις απλές στις σύνθετες, και στο τέλος εύκολες που καλούν σε ένα «ναι».
sheet-names-hint = { $product } και { $client } μπαίνουν στη θέση των ονομάτων.
sheet-is-default = Αυτές είναι οι ερωτήσεις με τις οποίες ξεκινά κάθε σειρά.
sheet-written = Τελευταία αλλαγή: { $by }
sheet-question = Ερώτηση { $number }
sheet-level = Επίπεδο
sheet-level-simple = απλή
sheet-level-medium = μεσαία
sheet-level-complex = σύνθετη
sheet-level-closing = κλείσιμο
sheet-level-hint = Ό,τι μένει κενό δεν είναι ερώτηση.
sheet-up = Πιο πάνω
sheet-reset = Επιστροφή στις αρχικές ερωτήσεις κάθε σειράς
sheet-reset-lead = Όσα γράφτηκαν μένουν στο αρχείο καταγραφής.
flash-sheet-saved = Το φύλλο αποθηκεύτηκε. Ισχύει από τώρα στις συναντήσεις.

problem-sheet-too-few = Ένα φύλλο έχει τουλάχιστον { $min } ερωτήσεις· υπάρχουν { $there }. Προσθέστε κι άλλες.
problem-sheet-too-many = Ένα φύλλο έχει το πολύ { $max } ερωτήσεις, για να μένει χώρος για γράψιμο. Αφαιρέστε μερικές.
problem-sheet-order = { $level ->
    [simple] Απλή ερώτηση
    [medium] Μεσαία ερώτηση
   *[complex] Σύνθετη ερώτηση
  } μετά από { $after ->
    [medium] μεσαία
    [complex] σύνθετη
   *[closing] ερώτηση κλεισίματος
  }. Μετακινήστε την πιο πάνω ή αλλάξτε επίπεδο.
problem-sheet-level-missing = { $level ->
    [simple] Απλές ερωτήσεις
    [complex] Σύνθετες ερωτήσεις
   *[closing] Ερωτήσεις κλεισίματος που καλούν σε ένα «ναι»
  }: τουλάχιστον { $min }· υπάρχουν { $there }.
problem-sheet-placeholder = Το «{ $name }» σε άγκιστρα δεν είναι όνομα. Σε άγκιστρα μπαίνουν μόνο το προϊόν και ο πελάτης, όπως πιο πάνω.
problem-sheet-text-too-long = Δεν χωρά σε δύο γραμμές: χωρούν { $max } χαρακτήρες.
problem-sheet-twice = Αυτή η ερώτηση υπάρχει δύο φορές.
problem-sheet-too-tall = Στη γλώσσα { $language } τα κείμενα πιάνουν { $lines } γραμμές, ενώ με { $count } ερωτήσεις χωρούν { $max }. Συντομεύστε ή αφαιρέστε μία ερώτηση.

sheet-default-business = Με τι ασχολείται η εταιρεία σας και σε ποιους απευθύνεται;
sheet-default-use = Πού θα χρησιμοποιήσετε το προϊόν { $product };
sheet-default-now = Τι χρησιμοποιείτε σήμερα γι’ αυτό και εδώ και πόσο καιρό;
sheet-default-quantity = Τι ποσότητα χρειάζεστε και μέχρι πότε;
sheet-default-important = Τι μετράει περισσότερο όταν επιλέγετε: ποιότητα, χρόνος παράδοσης, τιμή ή κάτι άλλο;
sheet-default-trouble = Τι δεν πήγε καλά σε παλιότερες παραδόσεις, δικές μας ή άλλων;
sheet-default-requirements = Ποιες απαιτήσεις, πρότυπα ή δοκιμές πρέπει να καλύπτει το προϊόν { $product } και ποιος τα ελέγχει;
sheet-default-conditions = Σε ποιες συνθήκες θα λειτουργεί: φορτίο, θερμοκρασία, υγρασία, μεταφορά, αποθήκευση;
sheet-default-decision = Ποιοι αποφασίζουν στην εταιρεία { $client } και τι θα ήθελαν να δουν;
sheet-default-samples = Θα θέλατε ένα δείγμα ή να το δείτε στην πράξη;
sheet-default-offer = Να σας στείλουμε προσφορά για όσα μόλις σημειώσαμε;
sheet-default-date = Σας βολεύει να τα ξαναπούμε την επόμενη εβδομάδα;
