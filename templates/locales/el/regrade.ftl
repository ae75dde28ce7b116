# Επαναβαθμολόγηση: ένα κλειδί ήταν λάθος.
regrade-title = Λάθος κλειδιά
regrade-lead = Όταν ένα κλειδί ήταν λάθος, τα αποτελέσματα που στηρίζονται σε αυτό βγαίνουν ξανά. Συμφωνούν δύο εκπαιδευτές· ό,τι είχε βρεθεί πριν διατηρείται.
regrade-open = Περιμένουν δεύτερο εκπαιδευτή
regrade-requested = Ζητήθηκαν από ένσταση
regrade-requested-lead = Ένας προϊστάμενος έκανε δεκτή μια ένσταση και θέλει να ελεγχθούν αυτά τα κλειδιά.
regrade-near = Απαντήσεις κοντά σε κλειδί
regrade-near-lead = Προς το παρόν δεν πήραν βαθμούς. Μετρήστε τες ή όχι: τα αποτελέσματα αλλάζουν μόνο όταν συμφωνήσει δεύτερος εκπαιδευτής.
regrade-ended = Αποφασισμένα
regrade-none = Κανένα κλειδί δεν αμφισβητείται. Αν κάποιο αποδειχθεί λάθος, ανοίξτε την ερώτησή του και πείτε το.
regrade-to-questions = Στις ερωτήσεις
regrade-answered = Απάντηση:
regrade-times = { $count ->
    [one] μία φορά
   *[other] { $count } φορές
}
regrade-why-two-slips = δύο λάθη πληκτρολόγησης από ένα κλειδί
regrade-why-near-rejected = εξίσου κοντά σε λάθος και σε σωστή απάντηση
regrade-count-it = Να μετρήσει
regrade-count-it-not = Να μη μετρήσει
regrade-version = έκδοση { $number }
regrade-propose = Διόρθωση του κλειδιού
regrade-see-question = Δείτε την ερώτηση
regrade-key-was-wrong = Το κλειδί ήταν λάθος
regrade-new = Ένα κλειδί ήταν λάθος
regrade-new-lead = Πείτε ποιο είναι το σωστό. Πρώτα βλέπετε ποιους θα άλλαζε· τίποτα δεν αλλάζει πριν συμφωνήσει δεύτερος εκπαιδευτής.
regrade-one = Λάθος κλειδί: { $code }
regrade-key-was = Το κλειδί όπως ρωτήθηκε
regrade-key-is = Βαθμολογείται με
regrade-was-key = το κλειδί ως τώρα
regrade-remedy = Ποιο είναι το σωστό;
regrade-remedy-key = Άλλο κλειδί
regrade-remedy-full_points = Όλοι παίρνουν τους βαθμούς
regrade-remedy-not_counted = Η ερώτηση δεν μετρά
regrade-right-single = Σωστές απαντήσεις: μετρά καθεμία που σημειώνετε
regrade-right-multiple = Οι σωστές απαντήσεις
regrade-right-truth = Η πρόταση είναι
regrade-right-number = Ο σωστός αριθμός
regrade-right-number-in = Ο σωστός αριθμός σε { $unit }
regrade-off = Πόση απόκλιση είναι ακόμη σωστή
regrade-off-hint = Αφήστε το κενό για να ισχύει ό,τι λέει η ερώτηση.
regrade-words-right = Μετρούν και αυτά
regrade-words-wrong = Αυτά δεν μετρούν
regrade-words-hint = Ένα σε κάθε γραμμή.
regrade-reason = Γιατί
regrade-reason-hint = Διατηρείται για πάντα και συνοδεύει κάθε πιστοποιητικό που ανακαλείται εξαιτίας του.
regrade-preview = Δείξε ποιους αλλάζει
regrade-preview-hint = Δεν αποθηκεύεται τίποτα ακόμη.
regrade-preview-again = Δείξε το ξανά
regrade-propose-now = Πρόταση
regrade-second-person = Αποφασίζει δεύτερος εκπαιδευτής, που δεν είναι ανάμεσα σε όσους αλλάζει.
regrade-would-change = Ποιους θα άλλαζε
regrade-did-change = Ποιους άλλαξε
regrade-asked = Εξετάσεις που τη ρώτησαν
regrade-changed = Με άλλους βαθμούς
regrade-gained = Αποδεικνύονται επιτυχείς
regrade-lost = Αποδεικνύονται ανεπιτυχείς
regrade-certificates = Πιστοποιητικά
regrade-issued = { $count } εκδίδονται
regrade-revoked = { $count } ανακαλούνται
regrade-standing = Μπορούν να διαπραγματευτούν
regrade-cleared = { $count ->
    [one] ένα άτομο ακόμη
   *[other] { $count } άτομα ακόμη
}
regrade-barred = { $count ->
    [one] ένα άτομο όχι πια
   *[other] { $count } άτομα όχι πια
}
regrade-running = Εξετάσεις σε εξέλιξη· θα βαθμολογηθούν έτσι όταν τελειώσουν
regrade-by-person = Ανά άτομο
regrade-person = Άτομο
regrade-test = Εξέταση
regrade-before = Ως τώρα
regrade-after = Μετά
regrade-what-follows = Τι ακολουθεί
regrade-certificate-issued = Εκδίδεται πιστοποιητικό
regrade-certificate-revoked = Ανακαλείται πιστοποιητικό
regrade-may = μπορεί να διαπραγματευτεί για { $product }
regrade-may-not = δεν μπορεί πια να διαπραγματευτεί για { $product }
regrade-more-people = { $count ->
    [one] … και ένα άτομο ακόμη.
   *[other] … και { $count } άτομα ακόμη.
}
regrade-nobody = Δεν αλλάζουν οι βαθμοί κανενός.
regrade-correction = Η διόρθωση
regrade-proposed-by = Πρόταση: { $name }
regrade-ended-approved = Έγκριση: { $name }
regrade-ended-declined = Απόρριψη: { $name }
regrade-ended-withdrawn = Απόσυρση: { $name }
regrade-will-suspend = Η ερώτηση κληρώνεται ακόμη με αυτό το κλειδί. Όπου το κλειδί είναι λάθος, με την έγκριση βγαίνει από τις κληρώσεις ώσπου να τη δει εκπαιδευτής.
regrade-still-drawn = Η ερώτηση κληρώνεται ακόμη με αυτή την έκδοση.
regrade-write-version = Γράψτε νέα έκδοση
regrade-approve = Έγκριση και νέα αποτελέσματα
regrade-approve-hint = Πιστοποιητικά εκδίδονται και ανακαλούνται αμέσως, και ενημερώνονται όλοι όσους αφορά. Ό,τι είχε βρεθεί πριν διατηρείται.
regrade-not-yours = Αποφασίζει άλλος εκπαιδευτής: όχι όποιος το πρότεινε ούτε όποιος έχει δικό του αποτέλεσμα που αλλάζει.
regrade-decline = Απόρριψη
regrade-decline-reason = Γιατί όχι
regrade-decline-now = Απόρριψη της πρότασης
regrade-withdraw = Απόσυρση
regrade-state-open = Περιμένει
regrade-state-approved = Εγκρίθηκε
regrade-state-declined = Απορρίφθηκε
regrade-state-withdrawn = Αποσύρθηκε
regrade-home = Ένα αποτέλεσμά σας βγήκε διαφορετικό
regrade-home-passed = Τελικά επιτύχατε: { $name }. Ένα κλειδί ήταν λάθος.
regrade-home-failed = Τελικά δεν επιτύχατε: { $name }. Ένα κλειδί ήταν λάθος.
regrade-home-look = Δείτε το αποτέλεσμα
regrade-result = Το αποτέλεσμα βγήκε ξανά
regrade-result-lead = Ένα κλειδί αυτής της εξέτασης ήταν λάθος. Ό,τι είχε βρεθεί πριν διατηρείται:
regrade-result-until = μετρούσε ως
regrade-corrected = Το κλειδί της διορθώθηκε μετά την εξέταση.
regrade-corrected-full_points = Όλοι πήραν τους βαθμούς αυτής της ερώτησης.
regrade-corrected-not_counted = Αυτή η ερώτηση δεν μετρά.
flash-regrade-proposed = Η πρόταση υποβλήθηκε. Αποφασίζει δεύτερος εκπαιδευτής.
flash-regrade-approved = Εγκρίθηκε. Τα αποτελέσματα βγήκαν ξανά και ενημερώνονται όλοι όσους αφορά.
flash-regrade-declined = Απορρίφθηκε.
flash-regrade-withdrawn = Αποσύρθηκε.
event-attempt-regraded = Μια εξέταση βαθμολογήθηκε ξανά
event-regrade-proposed = Προτάθηκε διόρθωση ενός κλειδιού
event-regrade-approved = Εγκρίθηκε διόρθωση ενός κλειδιού
event-regrade-declined = Απορρίφθηκε διόρθωση ενός κλειδιού
event-regrade-withdrawn = Αποσύρθηκε διόρθωση ενός κλειδιού
log-of-regrade = Διορθώσεις κλειδιών
refusal-preview-stale = Τώρα θα άλλαζαν άλλοι από όσους είδατε
    .detail = Κάτι έγινε στο μεταξύ. Δείτε ποιους αλλάζει τώρα και μετά αποφασίστε.
problem-preview-stale = Κάτι έγινε στο μεταξύ. Αυτούς θα άλλαζε τώρα: δείτε τους και μετά αποφασίστε.
problem-no-such-version = Η ερώτηση δεν έχει εγκεκριμένη έκδοση { $version }.
problem-remedy-misfit = Αυτό δεν είναι κλειδί για ερώτηση αυτού του είδους. Διαλέξτε άλλη διόρθωση.
problem-remedy-weighted = Οι επιλογές της έχουν βάρη, οπότε δεν ορίζονται άλλα κλειδιά. Δώστε σε όλους τους βαθμούς ή αφήστε τη να μη μετρά.
mail-regraded-passed-subject = Τελικά επιτύχατε: { $name }
mail-regraded-passed-text = Ένα κλειδί της εξέτασής σας ήταν λάθος. Με το σωστό, επιτύχατε.
mail-regraded-failed-subject = Τελικά δεν επιτύχατε: { $name }
mail-regraded-failed-text = Ένα κλειδί της εξέτασής σας ήταν λάθος. Με το σωστό, δεν επιτύχατε.
mail-regraded-action = Το αποτέλεσμά σας, μαζί με ό,τι είχε βρεθεί πριν:
regrade-home-trainer = { $count ->
    [0] Αποτελέσματα που στηρίζονται σε λάθος κλειδί βγαίνουν ξανά.
    [one] Μία διόρθωση περιμένει δεύτερο εκπαιδευτή.
   *[other] { $count } διορθώσεις περιμένουν δεύτερο εκπαιδευτή.
}
standing-fact-regraded_passed = νέα βαθμολόγηση: επιτυχία
standing-fact-regraded_failed = νέα βαθμολόγηση: αποτυχία
