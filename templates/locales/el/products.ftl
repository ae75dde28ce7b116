products-title = Προϊόντα
products-lead = Κάθε σειρά έχει έναν πίνακα: τα προϊόντα της, τι είναι και τι θα αλλάξει.
products-size = { $products ->
    [one] { $products } προϊόν
   *[other] { $products } προϊόντα
  }, { $questions ->
    [one] { $questions } ερώτηση
   *[other] { $questions } ερωτήσεις
  }
products-none = Δεν υπάρχουν ακόμη προϊόντα
products-none-lead = Μια σειρά έχει προϊόντα που πωλούνται και συγκρίνονται μαζί. Φτιάξτε μία εδώ ή εισαγάγετε αρχείο τράπεζας που φέρνει και τα προϊόντα της.
products-line = Σειρά προϊόντων
products-product = Προϊόν
products-table = Προϊόντα προς τα κάτω, χαρακτηριστικά προς τα δεξιά
products-no-rows = Αυτή η σειρά δεν έχει ακόμη προϊόντα.
products-locked = Κλειδωμένο όσο τρέχει η εξέτασή σας σε αυτό.
products-yes = ναι
products-no = όχι
products-nothing = –
products-nothing-said = δεν αναφέρεται
products-from = Από
products-edit = Επεξεργασία πίνακα
products-paste = Επικόλληση πίνακα
products-new-line = Νέα σειρά
products-new = Νέο προϊόν
products-names = Ονόματα και μονάδες
products-uncovered = Καμία πιστοποίηση σε ισχύ δεν καλύπτει αυτό το προϊόν, άρα κανείς δεν μπορεί να εγκριθεί γι’ αυτό με εξέταση. Δημοσιεύστε μία που το καλύπτει.
products-coming = Τι θα αλλάξει
products-characteristics = Χαρακτηριστικά
products-characteristic = Χαρακτηριστικό
products-value = Τιμή
products-questions = Ερωτήσεις σε εξετάσεις
products-untested = Καμία ερώτηση
products-untested-count = { $untested } από τα { $count } χαρακτηριστικά δεν έχουν ερώτηση σε εξετάσεις.
products-all-tested = Κάθε χαρακτηριστικό έχει ερώτηση σε εξετάσεις.
products-history = Ιστορικό
products-no-history = Δεν αναφέρθηκε ποτέ.
products-was-imported = Ήρθε με αρχείο τράπεζας ή μαζί με το προϊόν.
products-severity-notice = Ανάγνωση και επιβεβαίωση
products-severity-delta = Σύντομη εξέταση
products-severity-full = Ξανά όλη η εξέταση
products-learn-by = προθεσμία έως
products-cancel = Ακύρωση αυτής της αλλαγής
products-cancel-lead = Δεν θα γίνει, και θα το ξέρει μόνο το ημερολόγιο.
products-cancel-now = Ναι, ακυρώστε την
products-change = Αλλαγή
products-change-to = Νέα τιμή
products-continue = Συνέχεια
flash-change-cancelled = Ακυρώθηκε. Δεν θα γίνει.

problem-no-such-characteristic = Αυτή η σειρά δεν έχει χαρακτηριστικό { $code }.
problem-in-the-past = Αυτή η στιγμή πέρασε. Διαλέξτε τώρα ή αργότερα: κανείς δεν δεσμεύεται από ό,τι δεν ήταν γνωστό.
problem-too-far = Το πολύ { $days } ημέρες από τώρα.
problem-value-expected = Αναμενόταν αριθμός, σωστό ή λάθος, ή κείμενο.
problem-number-expected = Αναμενόταν αριθμός.
problem-other-unit = Η μονάδα { $told } δεν μετατρέπεται σε { $expected }.
problem-no-such-question = Αυτή η σειρά δεν έχει τέτοια ερώτηση.
