# Μια τράπεζα ως αρχείο για άλλα προγράμματα.
export-title = Λήψη της τράπεζας
export-lead = Για το Excel, το Moodle, άλλη πλατφόρμα μάθησης ή το Anki. Δείτε πρώτα τι περιέχει το αρχείο και μετά πάρτε το.
export-format = Για ποιο πρόγραμμα
export-format-yaml = YAML: όλη η τράπεζα, για το Dokimasia
export-format-xlsx = XLSX: Excel, LibreOffice
export-format-csv = CSV: κάθε λογιστικό φύλλο
export-format-moodle-xml = Moodle XML: Moodle
export-format-gift = GIFT: Moodle και άλλα
export-format-qti-2-1 = QTI 2.1: άλλες πλατφόρμες
export-format-qti-3-0 = QTI 3.0: νεότερες πλατφόρμες
export-format-anki-text = Anki: κάρτες για μελέτη
export-about-yaml = Η σειρά με τα προϊόντα, τα χαρακτηριστικά, τα θέματα και τις ερωτήσεις της, σε όλες τις γλώσσες. Ξαναμπαίνει με «dokimasia bank import», εδώ ή σε άλλη εγκατάσταση.
export-about-xlsx = Μία γραμμή για κάθε ερώτηση. Μπορεί να διορθωθεί και να εισαχθεί ξανά.
export-about-csv = Μία γραμμή για κάθε ερώτηση. Τα κελιά που ένα λογιστικό φύλλο θα έπαιρνε για τύπους αρχίζουν με απόστροφο· η εισαγωγή τη βγάζει πάλι.
export-about-moodle-xml = Εισάγεται στην τράπεζα ερωτήσεων του Moodle ως «Moodle XML». Κάθε θέμα είναι μία κατηγορία.
export-about-gift = Εισάγεται στην τράπεζα ερωτήσεων του Moodle ως «GIFT». Κάθε θέμα είναι μία κατηγορία.
export-about-qti-2-1 = Ένα πακέτο με ένα αρχείο για κάθε ερώτηση· το δέχονται οι περισσότερες πλατφόρμες μάθησης.
export-about-qti-3-0 = Ένα πακέτο με ένα αρχείο για κάθε ερώτηση, για πλατφόρμες που δέχονται QTI 3.
export-about-anki-text = Στο Anki: Αρχείο → Εισαγωγή. Μπροστά είναι η ερώτηση, πίσω η απάντηση προς τον πελάτη. Αν εισαχθεί ξανά μετά από αλλαγή, οι κάρτες ενημερώνονται και κρατούν την πρόοδό τους.
export-language = Γλώσσα
export-look = Τι περιέχει
export-holds = Τι περιέχει το αρχείο
export-count = { $count ->
    [one] Μπαίνει { $count } ερώτηση.
   *[other] Μπαίνουν { $count } ερωτήσεις.
}
export-left = { $count ->
    [one] { $count } μένει έξω.
   *[other] { $count } μένουν έξω.
}
export-whole = Δεν χάνεται τίποτα.
export-nothing-lost = Κάθε ερώτηση μπαίνει με το κλειδί της όπως είναι.
export-mark-left = Έξω
export-mark-lost = Αλλιώς
export-which = { $count ->
    [one] { $count } ερώτηση
   *[other] { $count } ερωτήσεις
}
export-download = Λήψη
export-size = { $kilobytes } KB
export-keys = Το αρχείο λέει τι είναι σωστό. Μην το δώσετε σε κανέναν που θα εξεταστεί.
problem-export-language = Η τράπεζα δεν ρωτά τίποτα στη γλώσσα «{ $found }». Έχει: { $known }.
# Όσα δεν χωρούν σε ένα αρχείο.
export-left-kind = Το GIFT δεν μπορεί να ζητήσει σειρά. Για αυτές πάρτε Moodle XML.
export-left-exam-only = Ρωτιούνται μόνο σε τεστ, γι' αυτό δεν μαθαίνονται από πριν.
export-exam-only = Εδώ ρωτιούνται μόνο σε τεστ· το άλλο πρόγραμμα δεν το ξέρει.
export-language-missing = Κάποιο κείμενο λείπει σε αυτή τη γλώσσα· στη θέση του είναι εκείνο της τράπεζας.
export-picture = Η εικόνα της δεν υπάρχει στο αρχείο. Βάλτε την εκεί με το χέρι ή πάρτε YAML.
export-scoring-parts = Εδώ όλα ή τίποτα· εκεί κάθε σωστή επιλογή δίνει ένα μέρος και μία λάθος τα παίρνει όλα.
export-scoring = Εκεί βαθμολογούνται αλλιώς: οι σωστές επιλογές δίνουν μέρη, οι λάθος αφαιρούν.
export-weight-rounded = Τα βάρη τους στρογγυλεύτηκαν σε όσα ξέρει το Moodle.
export-unit-in-stem = Η μορφή δεν ξέρει μονάδες: η μονάδα γράφεται δίπλα στην ερώτηση και μετρά μόνο ο σκέτος αριθμός.
export-unit-alone = Εκεί μετρά μόνο αυτή η μονάδα, όχι όσες μετατρέπονται σε αυτήν.
export-unit-rule = Το ότι η μονάδα είναι υποχρεωτική, και τι κοστίζει όταν λείπει, δεν είναι στον πίνακα.
export-tolerance-narrower = Εδώ επιτρέπεται μεγαλύτερη απόκλιση προς τα πάνω· εκεί όση προς τα κάτω.
export-text-exact = Εκεί μετρούν μόνο οι λέξεις όπως είναι γραμμένες: κανένα λάθος πληκτρολόγησης δεν συγχωρείται.
export-text-rules = Οι λέξεις που δεν μετρούν ποτέ, και το πόσο αυστηρά διαβάζεται η απάντηση, δεν είναι στον πίνακα.
export-points = Εδώ αξίζουν πάνω από έναν βαθμό· εκεί η καθεμία μετρά για έναν.
# Ο πίνακας.
export-letters = ΑΒΓΔΕΖΗΘΙΚ
export-column-code = Κωδικός
export-column-topic = Θέμα
export-column-product = Προϊόν
export-column-difficulty = Δυσκολία
export-column-kind = Τύπος
export-column-points = Βαθμοί
export-column-stem = Ερώτηση
export-column-option = Επιλογή
export-column-correct = Σωστή απάντηση
export-column-unit = Μονάδα μέτρησης
export-column-tolerance = Ανοχή
export-column-answer = Απάντηση προς τον πελάτη
export-column-explanation = Εξήγηση
export-column-source = Πηγή
export-column-tags = Ετικέτες
export-kind-single = μία σωστή
export-kind-multiple = πολλές σωστές
export-kind-true_false = σωστό/λάθος
export-kind-number = αριθμός
export-kind-text = κείμενο
export-kind-matching = αντιστοίχιση
export-kind-ordering = διάταξη
export-difficulty-easy = εύκολη
export-difficulty-medium = μέτρια
export-difficulty-hard = δύσκολη
export-true = σωστό
export-false = λάθος
