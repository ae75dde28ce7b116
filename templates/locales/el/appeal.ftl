# Ενστάσεις: αμφισβήτηση μιας ανεπιτυχούς εξέτασης.
nav-appeals = Ενστάσεις
appeal-title = Ενστάσεις
appeal-one = Ένσταση: { $name }
appeal-list-lead = Όποιος δεν επέτυχε μπορεί να υποβάλει ένσταση. Αποφασίζει προϊστάμενος που δεν είχε καμία ανάμειξη, αφού δει τα στοιχεία.
appeal-contest = Ένσταση κατά του αποτελέσματος
appeal-contest-link = Υποβολή ένστασης
appeal-contest-until = Μπορείτε να υποβάλετε ένσταση ως τις
appeal-see = Η ένστασή σας
appeal-yours = Η ένστασή σας
appeal-lead = { $days ->
    [one] Την εξέτασή σας τη βλέπει άνθρωπος: προϊστάμενος που δεν είχε καμία ανάμειξη. Παίρνετε απόφαση με αιτιολογία μέσα σε μία ημέρα.
   *[other] Την εξέτασή σας τη βλέπει άνθρωπος: προϊστάμενος που δεν είχε καμία ανάμειξη. Παίρνετε απόφαση με αιτιολογία μέσα σε { $days } ημέρες.
}
appeal-words = Τι δεν είναι σωστό στο αποτέλεσμα;
appeal-words-hint = Με δικά σας λόγια: ποια ερώτηση και γιατί.
appeal-file = Υποβολή
appeal-until = Δυνατή ως τις
appeal-not-possible = Για αυτό το αποτέλεσμα δεν γίνεται ένσταση, ή δεν γίνεται πια.
appeal-withdraw = Απόσυρση
appeal-state-open = Περιμένει απόφαση
appeal-state-upheld = Έγινε δεκτή
appeal-state-rejected = Δεν έγινε δεκτή
appeal-state-withdrawn = Αποσύρθηκε
appeal-overdue = Εκπρόθεσμη
appeal-filed-at = Υποβλήθηκε
appeal-due = Προθεσμία απόφασης:
appeal-late = Έχει αργήσει· ρωτήστε τον προϊστάμενό σας.
appeal-decision = Η απόφαση
appeal-decided-by = Απόφαση: { $name }
appeal-follows-again = Η προσπάθειά σας δεν μετρά και έχετε μία ακόμη: μπορείτε να την ξεκινήσετε τώρα.
appeal-follows-regrade = Κλειδιά της εξέτασής σας ελέγχονται ξανά. Αν αλλάξει το αποτέλεσμά σας, θα ενημερωθείτε.
appeal-follows-waiver = Μπορείτε να διαπραγματευτείτε για μερικές ώρες με εξαίρεση· η αρχική σελίδα λέει ως πότε.
appeal-followed-again = Η προσπάθεια ακυρώθηκε και δόθηκε μία ακόμη.
appeal-followed-regrade = Ζητήθηκε από εκπαιδευτές να ελέγξουν κλειδιά της.
appeal-followed-waiver = Δόθηκε εξαίρεση.
appeal-home = Η ένστασή σας περιμένει απόφαση
appeal-open = Περιμένουν
appeal-ended = Αποφασισμένες και όσες αποσύρθηκαν
appeal-none = Δεν περιμένει καμία ένσταση.
appeal-says = Τι αμφισβητείται
appeal-evidence = Πού στηρίζεται το αποτέλεσμα
appeal-test = Εξέταση
appeal-began = Άρχισε
appeal-handed-in = Υποβλήθηκε
appeal-found = Αποτέλεσμα
appeal-found-anew = Νέο αποτέλεσμα
appeal-why = Γιατί πήρε αυτούς τους βαθμούς
appeal-near = κοντά σε κλειδί: να τη δει άνθρωπος
appeal-saved = Αποθηκεύτηκε
appeal-saves = { $count ->
    [one] μία φορά
   *[other] { $count } φορές
}
appeal-written = Ερώτηση
appeal-decide = Απόφαση
appeal-what = Τι ακολουθεί;
appeal-do-rejected = Το αποτέλεσμα ισχύει
appeal-do-again = Η προσπάθεια δεν μετρά και δίνεται μία ακόμη
appeal-do-regrade = Εκπαιδευτές ελέγχουν τα κλειδιά των ερωτήσεων που σημειώνονται παρακάτω
appeal-do-waiver = Το άτομο μπορεί να διαπραγματευτεί για μερικές ώρες με εξαίρεση
appeal-positions = Ερωτήσεις με αμφίβολο κλειδί
appeal-hours = Ώρες της εξαίρεσης
appeal-reason = Η αιτιολογία σας
appeal-reason-hint = Τη διαβάζει το άτομο. Μη λέτε ποιο είναι το σωστό: η εξέταση μπορεί να δοθεί ξανά.
appeal-decide-now = Απόφαση
appeal-not-yours = Αποφασίζει άλλος προϊστάμενος: όχι όποιος υπέβαλε την ένσταση ούτε όποιος έγραψε, ενέκρινε ή διόρθωσε ερώτηση αυτής της εξέτασης.
appeal-why-right = σωστή
appeal-why-wrong = λάθος
appeal-why-partly = εν μέρει σωστή
appeal-why-unanswered = δεν απαντήθηκε
appeal-why-misfit = δεν είναι απάντηση σε τέτοια ερώτηση
appeal-why-equal = ίδια με ένα κλειδί
appeal-why-look-alike = ίδια, με γράμματα που μοιάζουν
appeal-why-typing-slip = ένα λάθος πληκτρολόγησης
appeal-why-two-slips = δύο λάθη πληκτρολόγησης από ένα κλειδί
appeal-why-near-rejected = εξίσου κοντά σε λάθος και σε σωστή απάντηση
appeal-why-rejected = στον κατάλογο των λάθος απαντήσεων
appeal-why-negated = λέει το αντίθετο
appeal-why-digits-differ = άλλα ψηφία από του κλειδιού
appeal-why-not-a-number = δεν είναι αριθμός
appeal-why-unknown-unit = άγνωστη μονάδα
appeal-why-other-dimension = μονάδα άλλου μεγέθους
appeal-why-missing-unit = λείπει η μονάδα
appeal-why-out-of-tolerance = πολύ μακριά
appeal-why-broken-key = το κλειδί δεν διαβάζεται
appeal-why-granted = όλοι πήραν τους βαθμούς
appeal-why-not-counted = δεν μετρά
appeal-settings = Ενστάσεις
appeal-settings-filing = Ημέρες μέσα στις οποίες γίνεται ένσταση
appeal-settings-decision = Ημέρες μέσα στις οποίες αποφασίζει προϊστάμενος
flash-appeal-filed = Η ένσταση υποβλήθηκε. Αποφασίζει προϊστάμενος· θα το δείτε εδώ.
flash-appeal-withdrawn = Αποσύρθηκε.
flash-appeal-decided = Αποφασίστηκε. Το άτομο το βλέπει αμέσως.
event-appeal-filed = Υποβλήθηκε ένσταση
event-appeal-decided = Αποφασίστηκε ένσταση
event-appeal-withdrawn = Αποσύρθηκε ένσταση
log-of-appeal = Ενστάσεις
refusal-already-contested = Έχετε ήδη υποβάλει ένσταση
    .detail = Περιμένετε την απόφαση ή αποσύρετε πρώτα την ένσταση.
refusal-too-late-to-contest = Η προθεσμία για ένσταση πέρασε
    .detail = Ο προϊστάμενός σας μπορεί ακόμη να το δει.
problem-remedy-of-a-no = Όπου το αποτέλεσμα ισχύει δεν ακολουθεί τίποτα.
problem-not-a-verdict = Μια ένσταση γίνεται δεκτή ή απορρίπτεται.
mail-appeal-filed-subject = Ένσταση: { $name }
mail-appeal-filed-action = Δείτε την και αποφασίστε:
mail-appeal-decided-subject = Η ένστασή σας αποφασίστηκε
mail-appeal-decided-action = Η απόφαση με την αιτιολογία της:
digest-appeals = { $count ->
    [one] Μία ένσταση περιμένει απόφαση.
   *[other] { $count } ενστάσεις περιμένουν απόφαση.
}
digest-appeals-overdue = { $count ->
    [one] Μία ένσταση είναι εκπρόθεσμη.
   *[other] { $count } ενστάσεις είναι εκπρόθεσμες.
}
appeal-chosen = επιλέχθηκε
