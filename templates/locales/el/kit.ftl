nav-kit = Φάκελοι
kit-title = Φάκελοι προϊόντων
kit-one = Φάκελος προϊόντος
kit-lead = Ό,τι παίρνετε μαζί σας στον πελάτη: πίνακες, απαντήσεις, εικόνες. Ανοίγουν και χωρίς δίκτυο.
kit-search = Αναζήτηση σε όλους τους φακέλους
kit-search-hint = Μια λέξη από ερώτηση, απάντηση, σημείωση ή χαρακτηριστικό
kit-find = Αναζήτηση
kit-found = { $count ->
    [0] Δεν βρέθηκε τίποτα για «{ $text }»
    [one] Ένα σημείο για «{ $text }»
   *[other] { $count } σημεία για «{ $text }»
}
kit-found-none-lead = Δοκιμάστε λιγότερες ή πιο σύντομες λέξεις. Αν το ρώτησε πελάτης, στείλτε την ερώτηση.
kit-place-product = Προϊόν
kit-place-question = Ερώτηση
kit-place-entry = Στον φάκελο
kit-place-characteristic = Χαρακτηριστικό
kit-all = Όλοι οι φάκελοι
kit-none = Δεν υπάρχουν ακόμη προϊόντα, άρα ούτε φάκελοι.
kit-locked = Κλειδωμένος όσο τρέχει η εξέτασή σας
kit-doubtful = { $count ->
    [one] Μία καταχώριση για έλεγχο
   *[other] { $count } καταχωρίσεις για έλεγχο
}
kit-on-device = Στη συσκευή
kit-keep-line = Να μένει στη συσκευή: { $line }
kit-device = Σε αυτή τη συσκευή
kit-device-lead = Οι φάκελοι αποθηκεύονται εδώ μόνοι τους όσο έχετε δίκτυο και σβήνονται όταν αποσυνδεθείτε.
kit-device-state = { $kept } από τους { $all } φακέλους είναι εδώ.
kit-device-update = Ενημέρωση τώρα
kit-device-updating = Οι φάκελοι ενημερώνονται …
kit-device-failed = Δεν έγινε. Δοκιμάστε ξανά όταν έχετε δίκτυο.

kit-from-device = Δεν έχετε δίκτυο: αυτή η σελίδα είναι αποθηκευμένη στη συσκευή σας. Όπως ήταν
kit-from-device-then = Ενημερώνεται μόνη της.
kit-as-of = Όπως ήταν
kit-filter = Εύρεση στη σελίδα
kit-filter-count = Βρέθηκαν { $count }
kit-parts = Μέρη του φακέλου
kit-print = Εκτύπωση
kit-line-locked = Όσα είναι κοινά για όλα τα προϊόντα της σειράς δεν φαίνονται εδώ, όσο τρέχει η εξέτασή σας σε ένα από αυτά.

kit-characteristics = Χαρακτηριστικά
kit-no-characteristics = Δεν έχει αναφερθεί ακόμη κάτι γι’ αυτό το προϊόν.
kit-changed = Άλλαξε στις
kit-changed-was = ήταν
kit-new-since = Αναφέρεται από τις
kit-gone = δεν το έχει πια
kit-compare = Δίπλα στα υπόλοιπα της σειράς
kit-compare-caption = Προϊόντα προς τα κάτω, χαρακτηριστικά προς τα δεξιά
kit-this-one = αυτό εδώ

kit-questions = Τι ρωτούν οι πελάτες
kit-no-questions = Δεν υπάρχουν ακόμη εγκεκριμένες απαντήσεις γι’ αυτό το προϊόν.
kit-questions-count = { $count ->
    [one] Μία ερώτηση
   *[other] { $count } ερωτήσεις
}

kit-entries = Να έχετε μαζί σας
kit-no-entries = Δεν μπήκε τίποτα ακόμη.
kit-no-entries-lead = Βάλτε ό,τι βοηθά σε μια συνάντηση: ποια δείγματα να πάρετε, πώς συγκρίνεται ένας ανταγωνιστής, μια εικόνα, ένα φύλλο δεδομένων.
kit-for-line = Για όλη τη σειρά
kit-document-open = Λήψη
kit-document-size = PDF, { $kilobytes } kB
kit-document-online = Χρειάζεται δίκτυο.
kit-check = Ελέγξτε το
kit-maybe-old = Ίσως δεν ισχύει πια
kit-check-because = άλλαξε στις
kit-still-right = Ισχύει ακόμη
kit-edit = Επεξεργασία
kit-up = Πιο πάνω
kit-down = Πιο κάτω
kit-remove = Αφαίρεση
kit-remove-lead = Φεύγει από τους φακέλους. Στο ημερολόγιο μένει τι ήταν.
kit-remove-now = Ναι, αφαιρέστε το
kit-add = Προσθήκη
kit-add-note = Σημείωση
kit-add-picture = Εικόνα
kit-add-document = Έγγραφο
kit-note = Σημείωση
kit-picture = Εικόνα
kit-document = Έγγραφο
kit-entry-title = Τίτλος
kit-entry-title-hint = Με ό,τι θα το έψαχνε ένας πωλητής.
kit-entry-text = Κείμενο
kit-entry-text-hint = Markdown: λίστες με -, πίνακες με |, **έντονα**.
kit-entry-alternative = Τι δείχνει η εικόνα
kit-entry-alternative-hint = Με μία ή δύο προτάσεις, για όσους δεν τη βλέπουν. Ψάχνεται κι αυτό.
kit-entry-about = Τι περιέχει
kit-file-picture = Αρχείο εικόνας
kit-file-picture-hint = JPEG, PNG ή WebP έως { $max } MB. Γίνεται μικρότερη, και αφαιρούνται όσα έγραψε η κάμερα (τόπος, ώρα).
kit-file-document = Αρχείο PDF
kit-file-document-hint = Έως { $max } MB. Μένει όπως είναι και ανοίγει με λήψη.
kit-file-new = Άλλο αρχείο
kit-file-stays = Αν δεν διαλέξετε, μένει αυτό που υπάρχει.
kit-file-again = Διαλέξτε ξανά το αρχείο: οι φυλλομετρητές δεν το κρατούν.
kit-speaks-of = Αναφέρεται σε
kit-speaks-of-hint = Όταν αλλάξει κάτι από αυτά, οι εκπαιδευτές καλούνται να ελέγξουν την καταχώριση.
kit-whole-line = Να φαίνεται στους φακέλους όλων των προϊόντων της σειράς { $line }
kit-touched = { $count ->
    [one] Μία καταχώριση φακέλου αναφέρεται σε αυτό
   *[other] { $count } καταχωρίσεις φακέλου αναφέρονται σε αυτό
}

kit-script-title = Αν δεν ξέρετε
kit-script-lead = Κανείς δεν τα ξέρει όλα. Μετράει τι κάνετε μετά.
kit-script-1 = Μείνετε ήρεμοι.
kit-script-2 = Επαναλάβετε την ερώτηση και σημειώστε την.
kit-script-3 = Πείτε με χαμόγελο ότι σπάνια τη ρωτούν.
kit-script-4 = Αναγνωρίστε τη γνώση του πελάτη: μόνο όποιος ξέρει το θέμα ρωτά κάτι τέτοιο.
kit-script-5 = Ζητήστε να το επιβεβαιώσετε με τον υπεύθυνο του προϊόντος: «Δεν θα πάρει ούτε λεπτό».
kit-script-raise = Στείλτε την ερώτηση τώρα
kit-script-edit = Επεξεργασία του κειμένου
kit-script-page-lead = Τι διαβάζουν οι πωλητές της σειράς { $line } όταν δεν ξέρουν την απάντηση. Ένα βήμα σε κάθε γραμμή.
kit-script-steps = Βήματα

kit-offline = Χωρίς δίκτυο
kit-offline-lead = Αυτή η σελίδα χρειάζεται δίκτυο. Στη συσκευή σας υπάρχουν αυτοί οι φάκελοι:
kit-offline-none = Δεν υπάρχει φάκελος στη συσκευή. Έρχονται μόνοι τους όταν ανοίξετε τους φακέλους με δίκτυο.
kit-offline-retry = Δοκιμάστε ξανά

flash-kit-added = Μπήκε στον φάκελο.
flash-kit-confirmed = Σημειώθηκε: ισχύει ακόμη.
flash-kit-removed = Βγήκε από τον φάκελο. Μένει στο ημερολόγιο.

problem-alternative-missing = Πείτε τι δείχνει η εικόνα: κάποιοι συνάδελφοι δεν τη βλέπουν.
problem-kind-stays = Το είδος μιας καταχώρισης δεν αλλάζει. Αφαιρέστε την και βάλτε άλλη.
problem-kit-full = Ο φάκελος έχει ήδη { $max } καταχωρίσεις. Αφαιρέστε πρώτα μία.
problem-kit-too-large = Τα αρχεία ενός φακέλου έχουν μαζί έως { $max } MB. Αφαιρέστε πρώτα ένα, ή μικρύνετε αυτό.
problem-file-missing = Διαλέξτε αρχείο.
problem-file-not-here = Μια σημείωση δεν έχει αρχείο. Βάλτε εικόνα ή έγγραφο.
problem-file-damaged = Το αρχείο είναι χαλασμένο ή κομμένο. Ανοίξτε το στη συσκευή σας, αποθηκεύστε το ξανά και διαλέξτε το πάλι.
problem-handed-too-large = Το αρχείο είναι πολύ μεγάλο: έως { $max } MB.
problem-file-too-many-points = Η εικόνα είναι πολύ μεγάλη: έως { $max } εκατομμύρια εικονοστοιχεία. Μικρύνετέ την και διαλέξτε την πάλι.
problem-file-not-a-picture = { $found ->
    [svg] Αυτό είναι σχέδιο SVG, που μπορεί να κρύβει κώδικα. Αποθηκεύστε το ως PNG και διαλέξτε εκείνο.
    [heic] Αυτή είναι εικόνα HEIC, που λίγοι φυλλομετρητές δείχνουν. Αποθηκεύστε την ως JPEG (στο iPhone: Ρυθμίσεις, Κάμερα, Μορφές, Πιο συμβατό).
    [pdf] Αυτό είναι PDF. Βάλτε το ως έγγραφο.
    [html] Αυτή είναι ιστοσελίδα, όχι εικόνα. Διαλέξτε JPEG, PNG ή WebP.
    [picture] Αυτό το είδος εικόνας δεν γίνεται δεκτό. Αποθηκεύστε την ως JPEG ή PNG και διαλέξτε εκείνη.
    [video] Αυτό είναι βίντεο. Διαλέξτε εικόνα: JPEG, PNG ή WebP.
   *[other] Αυτό δεν είναι εικόνα. Διαλέξτε JPEG, PNG ή WebP.
}
problem-file-not-a-document = { $found ->
    [picture] Αυτή είναι εικόνα. Βάλτε την ως εικόνα.
   *[other] Αυτό δεν είναι PDF. Αποθηκεύστε το ως PDF και διαλέξτε εκείνο.
}

event-kit-entry-added = Κάτι μπήκε σε φάκελο προϊόντος
event-kit-entry-changed = Κάτι άλλαξε σε φάκελο προϊόντος
event-kit-entry-confirmed = Κάτι σε φάκελο προϊόντος βρέθηκε ότι ισχύει ακόμη
event-kit-entry-removed = Κάτι βγήκε από φάκελο προϊόντος
event-kit-script-changed = Μια σειρά απέκτησε δικά της λόγια για όταν κάποιος δεν ξέρει
log-of-kit-entry = Φάκελοι προϊόντων
log-of-kit-script = Λόγια για όταν κάποιος δεν ξέρει
