# Οι εκκρεμότητες: τι περιμένει τους εκπαιδευτές.

nav-review = Εκκρεμότητες
nav-waiting = { $count ->
    [one] ερώτηση περιμένει
   *[other] ερωτήσεις περιμένουν
}
review-title = { $count ->
    [0] Εκκρεμότητες: καμία ερώτηση
    [one] Εκκρεμότητες: 1 ερώτηση
   *[other] Εκκρεμότητες: { $count } ερωτήσεις
}
review-title-doubt = Εκκρεμότητες: { $count } υπό αμφισβήτηση
review-title-drafts = Εκκρεμότητες: { $count } προς έγκριση
review-title-untested = Εκκρεμότητες: { $count } χωρίς ερώτηση
review-title-uncovered = Εκκρεμότητες: { $count } χωρίς πιστοποίηση
review-title-short = { $count ->
    [one] Εκκρεμότητες: 1 ελλιπές τεστ
   *[other] Εκκρεμότητες: { $count } ελλιπή τεστ
}
review-heading = Εκκρεμότητες
review-lead = Ό,τι χρειάζεται εκπαιδευτή: ερωτήσεις υπό αμφισβήτηση μετά από αλλαγή, πρόχειρες προς έγκριση, και όσα δεν ρωτά ακόμη κανείς.
review-show = Εμφάνιση
review-tab-all = Όλα
review-tab-doubt = Υπό αμφισβήτηση
review-tab-drafts = Προς έγκριση
review-tab-untested = Χωρίς ερώτηση
review-tab-uncovered = Χωρίς πιστοποίηση
review-tab-short = Ελλιπή τεστ
review-one-change = Εμφανίζεται μόνο ό,τι έφερε μία αλλαγή.
review-every-change = Εμφάνιση όλων
review-all-of-them = Δείτε τα όλα
review-page = Σελίδα { $page } από { $pages }
review-next = Επόμενη ερώτηση
review-previous = Προηγούμενη ερώτηση
review-select = Επιλογή
review-whole = Όλες οι εκκρεμότητες
review-leave = Επιστροφή χωρίς ενέργεια

review-doubt = { $count ->
    [one] 1 ερώτηση υπό αμφισβήτηση
   *[other] { $count } ερωτήσεις υπό αμφισβήτηση
}
review-drafts = { $count ->
    [one] 1 ερώτηση προς έγκριση
   *[other] { $count } ερωτήσεις προς έγκριση
}
review-untested = { $count } από { $of } χωρίς ερώτηση
review-untested-of = { $count } από { $of } χωρίς ερώτηση
review-untested-lead = Καμία ερώτηση των τεστ δεν ζητά αυτές τις τιμές. Αν κάποια αλλάξει, κανείς δεν μπορεί να εξεταστεί σε αυτήν.
review-uncovered = { $count ->
    [one] 1 προϊόν που τίποτα δεν το πιστοποιεί
   *[other] { $count } προϊόντα που τίποτα δεν τα πιστοποιεί
}
review-uncovered-lead = Ώσπου μια δημοσιευμένη πιστοποίηση να καλύψει το προϊόν, κανείς δεν το διαπραγματεύεται, εκτός αν το ανοίξει προϊστάμενος.
review-certifications = Στις πιστοποιήσεις
review-short = { $count ->
    [one] 1 τεστ για αλλαγή δεν μπορεί να κληρωθεί
   *[other] { $count } τεστ για αλλαγές δεν μπορούν να κληρωθούν
}
review-short-lead = Υπεύθυνοι πωλήσεων περιμένουν αυτά τα τεστ, και η τράπεζα έχει πολύ λίγες ερωτήσεις για ό,τι άλλαξε.
review-short-missing = { $count ->
    [one] Εγκρίνετε 1 ερώτηση ακόμη
   *[other] Εγκρίνετε { $count } ερωτήσεις ακόμη
}
review-short-there = { $count ->
    [0] Στα τεστ δεν υπάρχει ακόμη καμία.
    [one] Στα τεστ υπάρχει 1.
   *[other] Στα τεστ υπάρχουν { $count }.
}
review-short-managers = { $count ->
    [one] Περιμένει 1 υπεύθυνος πωλήσεων
   *[other] Περιμένουν { $count } υπεύθυνοι πωλήσεων
}
review-short-deadline = Προθεσμία:
review-short-questions = Δείτε τις σχετικές ερωτήσεις

review-characteristic = Χαρακτηριστικό
review-value = Τιμή
review-what-to-do = Τι να κάνετε
review-write = Γράψτε ερώτηση
review-make-drafts = Φτιάξτε πρόχειρες
review-truth-true = ναι
review-truth-false = όχι
review-no-value = τίποτα
review-change-by = Καταχωρίστηκε: { $name }
review-change-since = ισχύει από
review-change-brought = Όλα όσα έφερε αυτή η αλλαγή

review-still-right = Ισχύει ακόμη
review-new-version = Γράψτε νέα έκδοση
review-confirm-older = Το «Ισχύει ακόμη» επαναφέρει την έκδοση { $version }, που είχε εγκριθεί.
review-reject = Απόρριψη της πρόχειρης
review-reject-now = Απορρίψτε την πρόχειρη
review-retire = Απόσυρση της ερώτησης
review-reason = Αιτία
review-reason-hint = Μένει στη σελίδα της ερώτησης, για όποιον την έγραψε.
review-reason-for-all = Αιτία, για όλες
review-several = Ό,τι επιλέξατε
review-several-hint = Επιλέξτε ερωτήσεις πιο πάνω και αποφασίστε για όλες μαζί. Ό,τι δεν γίνεται με κάποια αναφέρεται· οι υπόλοιπες προχωρούν.
review-reject-several = Απόρριψη των επιλεγμένων πρόχειρων
review-reject-these = Απορρίψτε τες
review-sure = Έγκριση πολλών ερωτήσεων
review-sure-heading = { $count ->
    [one] Να εγκριθεί 1 ερώτηση;
   *[other] Να εγκριθούν { $count } ερωτήσεις;
}
review-sure-lead = Από τότε μπαίνουν στα τεστ. Η έγκριση δεν αναιρείται· μια ερώτηση μπορεί μόνο να αποσυρθεί.
review-approve-these = { $count ->
    [one] Έγκριση 1 ερώτησης
   *[other] Έγκριση { $count } ερωτήσεων
}

review-did-approve = { $count ->
    [one] Εγκρίθηκε. Από τώρα είναι στα τεστ:
   *[other] Εγκρίθηκαν { $count }. Από τώρα είναι στα τεστ:
}
review-did-confirm = { $count ->
    [one] Ισχύει ακόμη. Είναι ξανά στα τεστ:
   *[other] Ισχύουν ακόμη { $count }. Είναι ξανά στα τεστ:
}
review-did-reject = { $count ->
    [one] Απορρίφθηκε:
   *[other] Απορρίφθηκαν { $count }:
}
review-did-retire = { $count ->
    [one] Αποσύρθηκε:
   *[other] Αποσύρθηκαν { $count }:
}
review-undo = Αναίρεση
review-take-back = Πάρτε πίσω την απόρριψη
review-not-done = Αυτό δεν έγινε:
review-rejected-by = Απορρίφθηκε: { $name }

review-origin = Πώς φτιάχτηκε αυτή η πρόχειρη
review-origin-siblings = Από τον πίνακα της σειράς. Η σωστή επιλογή είναι η τιμή αυτού του προϊόντος· οι λανθασμένες είναι τιμές άλλων προϊόντων, οι πιο κοντινές πρώτα:
review-origin-number = Από τον πίνακα της σειράς. Πολύ λίγα άλλα προϊόντα έχουν τιμή που σίγουρα διαφέρει, γι’ αυτό ζητείται ως αριθμός. Αυτές θα ήταν λανθασμένες:
review-origin-truth = Από τον πίνακα της σειράς, που λέει ναι ή όχι.
review-origin-highest = Από τον πίνακα της σειράς. Συγκρίνονται αυτά τα προϊόντα, πρώτα όποιο έχει την υψηλότερη τιμή:
review-origin-lowest = Από τον πίνακα της σειράς. Συγκρίνονται αυτά τα προϊόντα, πρώτα όποιο έχει τη χαμηλότερη τιμή:
review-origin-units = Από τον πίνακα της σειράς. Ο αριθμός είναι του προϊόντος· αυτές οι μονάδες είναι λανθασμένες:
review-left-out = Έμειναν έξω, γιατί θα μπορούσαν να αληθεύουν κι αυτές ή δεν λένε τίποτα:
review-units-left-out = Μονάδες που έμειναν έξω, γιατί ο αριθμός θα αλήθευε και σε αυτές:
review-why-same = η ίδια τιμή
review-why-indistinct = με τα δεκαδικά που έχει μπορεί να είναι η ίδια
review-why-also_true = μπορεί να αληθεύει και για αυτό το προϊόν
review-why-other_kind = δεν είναι τιμή του ίδιου είδους
review-why-vanishes = με τόσο λίγα δεκαδικά θα φαινόταν μηδέν
review-why-repeated = λέει το ίδιο με μια πιο κοντινή

review-none = Δεν περιμένει τίποτα
    .lead = Εδώ αποφασίζετε για ερωτήσεις που μια αλλαγή προϊόντος έθεσε υπό αμφισβήτηση, εγκρίνετε όσα έγραψαν άλλοι, και βλέπετε τι δεν ρωτά ακόμη κανείς.
review-none-doubt = Καμία ερώτηση δεν είναι υπό αμφισβήτηση
    .lead = Όταν αλλάζει ένα χαρακτηριστικό προϊόντος, οι σχετικές ερωτήσεις έρχονται εδώ και δεν κληρώνονται ώσπου να τις δει κάποιος.
review-none-drafts = Τίποτα δεν περιμένει έγκριση
    .lead = Ό,τι γράφει κάποιος, και ό,τι φτιάχνεται από τους πίνακες μετά από αλλαγή, έρχεται εδώ ώσπου να το εγκρίνει δεύτερος.
review-none-untested = Όλα εξετάζονται
    .lead = Εδώ θα βρίσκονταν τιμές προϊόντων που δεν ζητά καμία ερώτηση των τεστ.
review-none-uncovered = Κάθε προϊόν πιστοποιείται
    .lead = Εδώ θα βρίσκονταν προϊόντα που δεν καλύπτει καμία δημοσιευμένη πιστοποίηση.
review-none-short = Κάθε τεστ για αλλαγή μπορεί να κληρωθεί
    .lead = Όταν μια αλλαγή ζητά τεστ και οι σχετικές ερωτήσεις είναι πολύ λίγες, αυτό θα φαινόταν εδώ.

flash-question-rejected = Απορρίφθηκε. Η αιτία είναι σε αυτή τη σελίδα.
flash-review-taken-back = Αναιρέθηκε. Περιμένει ξανά.
flash-review-partly-taken-back = Αναιρέθηκε ό,τι γινόταν ακόμη. Όσα περιμένουν ξανά είναι στις εκκρεμότητες.
flash-review-drafts-made = Φτιάχτηκαν πρόχειρες. Πρέπει να τις εγκρίνει κάποιος άλλος.
flash-review-no-drafts = Δεν φτιάχτηκε πρόχειρη: ο πίνακας δεν επιτρέπει κάποια που να μην έχει ήδη η τράπεζα.

problem-nothing-picked = Επιλέξτε τουλάχιστον μία ερώτηση.

event-question-brought-back = Μια απόρριψη πρόχειρης αναιρέθηκε

home-review = Σας περιμένουν
home-review-doubt = { $count ->
    [one] Ερώτηση υπό αμφισβήτηση
   *[other] Ερωτήσεις υπό αμφισβήτηση
}
home-review-drafts = { $count ->
    [one] Ερώτηση προς έγκριση
   *[other] Ερωτήσεις προς έγκριση
}
home-review-untested = από { $of } χαρακτηριστικά χωρίς ερώτηση
home-review-uncovered = { $count ->
    [one] Προϊόν που τίποτα δεν το πιστοποιεί
   *[other] Προϊόντα που τίποτα δεν τα πιστοποιεί
}
home-review-short = { $count ->
    [one] Τεστ για αλλαγή δεν μπορεί να κληρωθεί
   *[other] Τεστ για αλλαγές δεν μπορούν να κληρωθούν
}
home-review-raised = { $count ->
    [one] Ερώτηση πελάτη προς απάντηση
   *[other] Ερωτήσεις πελατών προς απάντηση
}
