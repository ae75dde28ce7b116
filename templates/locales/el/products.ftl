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
problem-value-expected = Αναμενόταν αριθμός, ναι ή όχι, ή κείμενο.
problem-number-expected = Αναμενόταν αριθμός.
problem-other-unit = Η μονάδα { $told } δεν μετατρέπεται σε { $expected }.
problem-no-such-question = Αυτή η σειρά δεν έχει τέτοια ερώτηση.

products-edit-lead = Αλλάξτε ό,τι θέλετε σε οποιοδήποτε κελί. Τίποτα δεν καταχωρίζεται ακόμη: πρώτα βλέπετε κάθε αλλαγή.
products-edit-caption = Δεκαδικά όπως γράφονται στα ελληνικά, με κόμμα. Κενό κελί σημαίνει ότι το προϊόν δεν το έχει.
products-look = Δείτε τις αλλαγές
products-look-again = Δείτε ξανά
products-paste-lead = Αντιγράψτε κελιά από λογιστικό φύλλο, μαζί με τη γραμμή από πάνω και τη στήλη αριστερά που λένε τι είναι.
products-paste-label = Ο πίνακας
products-paste-hint = Πρώτη γραμμή: χαρακτηριστικά. Πρώτη στήλη: προϊόντα. Με κωδικό ή με όνομα, σε όποια γλώσσα. Κελιά κενά εδώ μένουν όπως είναι.
products-paste-example = Μοιάζει έτσι
products-review = Αλλαγές προς καταχώριση
products-review-lead = { $count ->
    [0] Δεν διαφέρει τίποτα.
    [one] Ένα κελί διαφέρει. Τίποτα δεν έχει καταχωριστεί ακόμη.
   *[other] { $count } κελιά διαφέρουν. Τίποτα δεν έχει καταχωριστεί ακόμη.
}
products-unknown = Έμειναν έξω από τον πίνακα
products-unknown-row = Γραμμή { $place }, «{ $text }»:
products-unknown-column = Στήλη { $place }, «{ $text }»:
products-why-unknown = τίποτα εδώ δεν λέγεται έτσι.
products-why-ambiguous = πολλά εδώ λέγονται έτσι· γράψτε τον κωδικό.
products-why-twice = υπήρχε ήδη πιο πάνω ή πιο αριστερά.
products-gone = το προϊόν δεν το έχει πια
products-sort-number = αριθμός
products-sort-truth = ναι ή όχι
products-sort-words = κείμενο
products-was = Μέχρι τώρα: { $text }
products-severity = Τι πρέπει να κάνουν οι πιστοποιημένοι
products-severity-open = Διαλέξτε
products-severity-as-all = Όπως για όλες
products-severity-all = Για όσες αλλαγές δεν έχουν δική τους επιλογή
products-severity-hint = Εσείς κρίνετε πόσο μετράει μια αλλαγή· το πρόγραμμα δεν το μαντεύει ποτέ.
products-severity-first = Διαλέξτε τι πρέπει να κάνουν και δείτε ξανά.
products-touches = { $questions ->
    [0] Καμία ερώτηση σε εξετάσεις δεν στηρίζεται εδώ
    [one] Μία ερώτηση σε εξετάσεις στηρίζεται εδώ και τίθεται υπό αμφισβήτηση
   *[other] { $questions } ερωτήσεις σε εξετάσεις στηρίζονται εδώ και τίθενται υπό αμφισβήτηση
  }· { $drafts ->
    [0] δεν φτιάχνεται πρόχειρη ερώτηση.
    [one] φτιάχνεται μία πρόχειρη ερώτηση.
   *[other] φτιάχνονται { $drafts } πρόχειρες ερωτήσεις.
  }
products-suspends = Ερωτήσεις που τίθενται υπό αμφισβήτηση
products-offered = Αυτές οι ερωτήσεις αναφέρουν την παλιά τιμή. Να τεθούν κι αυτές υπό αμφισβήτηση;
products-offered-hint = Δεν συνδέονται με αυτό το χαρακτηριστικό. Σημειώστε όσες γίνονται λάθος με την αλλαγή.
products-keep = Να καταχωριστεί αυτή η αλλαγή
products-shared = Πότε, και τι άλλο πρέπει να ξέρουν
products-when = Από πότε ισχύει
products-when-now = Από τώρα
products-when-later = Από ημερομηνία
products-date = Ημερομηνία
products-time = Ώρα ({ $zone })
products-learn-days = Ημέρες για να μαθευτεί
products-learn-days-hint = Μέσα σε αυτές πρέπει να περάσουν την εξέταση. Ως τότε η έγκριση μένει.
products-note = Σημείωση
products-note-hint = Γιατί αλλάζει και τι λέμε στους πελάτες. Τη διαβάζουν οι πωλητές.
products-people = Ποιους αφορά
products-holders = { $count ->
    [one] Ένας πωλητής θα έχει τότε πιστοποιητικό.
   *[other] { $count } πωλητές θα έχουν τότε πιστοποιητικό.
}
products-asks-notice = Διαβάζουν και επιβεβαιώνουν.
products-asks-delta = Δίνουν σύντομη εξέταση έως
products-asks-full = Δίνουν ξανά όλη την εξέταση έως
products-no-holders = Κανείς δεν θα έχει τότε πιστοποιητικό.
products-not-cleared = { $count ->
    [one] Ένας πωλητής δεν θα έχει τότε έγκριση, με ή χωρίς αυτή την αλλαγή.
   *[other] { $count } πωλητές δεν θα έχουν τότε έγκριση, με ή χωρίς αυτή την αλλαγή.
}
products-who = Ποιοι
products-record = { $count ->
    [one] Καταχώριση της αλλαγής
   *[other] Καταχώριση { $count } αλλαγών
}
products-no-changes = Δεν υπάρχει κάτι να καταχωριστεί
products-no-changes-lead = Ό,τι γράψατε υπάρχει ήδη στον πίνακα.
products-back = Πίσω στον πίνακα
flash-no-changes-recorded = Δεν καταχωρίστηκε τίποτα: δεν έμεινε καμία αλλαγή.
flash-changes-recorded = Καταχωρίστηκαν. Ό,τι ισχύει από τώρα τέθηκε σε ισχύ.

problem-too-many-changes = Διαφέρουν { $count } κελιά· μαζί καταχωρίζονται το πολύ { $max }. Επικολλήστε ένα μέρος του πίνακα.
problem-severity-missing = Διαλέξτε τι πρέπει να κάνουν οι πιστοποιημένοι.
problem-not-a-date = Δώστε ημερομηνία και ώρα.
problem-changed-meanwhile = Κάποιος άλλαξε αυτή την τιμή αφού την είδατε. Δείτε το προϊόν και αποφασίστε ξανά.
problem-as-it-is = Εκείνη τη στιγμή ισχύει ήδη.

products-rename = Όνομα του προϊόντος
products-new-characteristic = Νέο χαρακτηριστικό
products-name = Όνομα
products-code = Κωδικός
products-code-hint = Λατινικά γράμματα, ψηφία, - _ και . χωρίς κενά. Δεν αλλάζει αργότερα.
products-language-hint = Τα κείμενά της πρέπει να υπάρχουν όλα στη γλώσσα των σελίδων σας, { $language }· σε άλλες μπορεί να λείπουν.
products-line-note = Σημείωση
products-line-note-hint = Φαίνεται δίπλα στον πίνακα.
products-unit-hint = Όπως mm, N·m, W/(m·K). Αλλάζει μόνο όσο δεν στηρίζεται σε αυτή τιμή ή ερώτηση. Χωρίς μονάδα: σκέτοι αριθμοί, ναι ή όχι, ή κείμενο.
products-first-values = Από όσα γράψετε εδώ φτιάχνονται πρόχειρες ερωτήσεις. Ό,τι μένει κενό δεν αναφέρεται.
products-no-columns = Δεν υπάρχουν ακόμη χαρακτηριστικά. Προσθέστε με τι συγκρίνουν οι πελάτες τα προϊόντα.
flash-product-added = Προστέθηκε. Πρόχειρες ερωτήσεις γι’ αυτό περιμένουν έγκριση.

problem-unit-in-use = Σε αυτή τη μονάδα στηρίζονται ήδη τιμές ή ερωτήσεις. Προσθέστε νέο χαρακτηριστικό.
