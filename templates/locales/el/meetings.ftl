nav-meetings = Συναντήσεις
log-of-meeting = Συναντήσεις
log-of-sheet = Φύλλα διαπραγμάτευσης

refusal-not-cleared = Προς το παρόν δεν επιτρέπεται να διαπραγματευτείτε
    .detail = Χωρίς άδεια: { $names }. Ανοίξτε τη συνάντηση: γράφει τον λόγο και τι να κάνετε.

problem-meeting-without-product = Διαλέξτε τουλάχιστον ένα προϊόν.
problem-meeting-too-many-products = Το πολύ { $max } προϊόντα.
problem-meeting-is-over = Αυτή η ώρα έχει περάσει. Μια συνάντηση θεωρείται τελειωμένη { $hours } ώρες μετά την έναρξή της: διαλέξτε αργότερα.
problem-meeting-too-far = Το πολύ { $days } ημέρες από σήμερα.
problem-meeting-waiver-too-early = Μια εξαίρεση ισχύει το πολύ { $max } ώρες και θα έληγε πριν από τη συνάντηση. Μπορεί να δοθεί από { $from }.
problem-meeting-too-many-notes = Μια συνάντηση κρατά το πολύ { $max } σημειώσεις. Συντομεύστε όσα γράψατε.

meetings-title = Συναντήσεις
meetings-coming = Επόμενες
meetings-past = Παλιές
meetings-none = Δεν υπάρχει επόμενη συνάντηση. Ανοίξτε μία: αρκούν πελάτης, προϊόντα και ώρα.
meetings-none-past = Δεν υπάρχουν παλιές συναντήσεις.
meetings-none-head = Δεν υπάρχει επόμενη συνάντηση.
meetings-of = Συναντήσεις από
meetings-of-everybody = Όλους
meetings-today = Οι συναντήσεις σας

meeting-new = Νέα συνάντηση
meeting-ask = Άνοιγμα συνάντησης
meeting-client = Πελάτης
meeting-products = Προϊόντα
meeting-products-lead = Το σημάδι δείχνει αν μπορείτε να διαπραγματευτείτε τώρα.
meeting-products-count = { $chosen ->
    [one] Επιλέχθηκε 1 από { $all }
   *[other] Επιλέχθηκαν { $chosen } από { $all }
  }
meeting-date = Ημερομηνία
meeting-time = Ώρα
meeting-zone = Ώρες της ζώνης { $zone }.
meeting-more = Τόπος, γλώσσα, σημείωση
meeting-place = Τόπος
meeting-note = Σημείωση
meeting-language = Γλώσσα του πελάτη
meeting-state-stopped = σταμάτησε
meeting-state-refused = χωρίς εξαίρεση
meeting-state-planned = προγραμματισμένη
meeting-state-held = έγινε
meeting-state-cancelled = ακυρώθηκε
meeting-state-ready = μπορεί να ανοίξει
meeting-state-over = πέρασε
meeting-state-lost = η άδεια χάθηκε

meeting-stop = Όχι αυτή η συνάντηση, όχι ακόμη
meeting-stop-lead = Κανείς δεν διαπραγματεύεται για ένα προϊόν πριν περάσει το τεστ του. Για αυτά δεν έχετε άδεια τώρα:
meeting-stop-lead-head = Χωρίς άδεια τώρα:
meeting-stop-told = Οι προϊστάμενοι ενημερώθηκαν. Μόλις κάποιος δώσει εξαίρεση ή περάσετε το τεστ, η σελίδα αυτή σάς αφήνει να ανοίξετε τη συνάντηση.
meeting-stop-to-test = Στο τεστ
meeting-stop-to-delta = Στο σύντομο τεστ
meeting-stop-without = Συνάντηση μόνο για τα υπόλοιπα προϊόντα
meeting-stop-without-lead = Αφήνει έξω όσα δεν σας επιτρέπονται.
meeting-waiver-from = Μια εξαίρεση ισχύει το πολύ 72 ώρες. Για αυτή τη συνάντηση μπορεί να δοθεί από
meeting-refused = Δεν δόθηκε εξαίρεση:
meeting-ready = Μπορείτε να κάνετε τη συνάντηση
meeting-ready-lead = Έχετε άδεια για όλα τα προϊόντα της. Ανοίξτε την και το φύλλο διαπραγμάτευσης είναι δικό σας.
meeting-lapses = Η άδειά σας λήγει πριν από τη συνάντηση
meeting-lapses-until = λήγει
meeting-gate = Προϊόντα
meeting-kit = Φάκελος συνάντησης
meeting-sheet = Φύλλο διαπραγμάτευσης
meeting-raise = Καταγραφή ερώτησης του πελάτη
meeting-held = Έγινε
meeting-cancel = Ακύρωση συνάντησης
meeting-notes = Τι είπε ο πελάτης
meeting-over-ask = Έγινε αυτή η συνάντηση;

meeting-wanted = Θέλουν συνάντηση χωρίς να έχουν άδεια
meeting-wanted-one = { $manager }: συνάντηση με { $client }
meeting-waive = Εξαίρεση
meeting-waive-lead = { $hours ->
    [one] Ισχύει 1 ώρα από τώρα, με το όνομά σας.
   *[other] Ισχύει { $hours } ώρες από τώρα, με το όνομά σας.
  }
meeting-waive-reason = Συνάντηση με { $client }
meeting-refuse = Χωρίς εξαίρεση
meeting-refuse-send = Άρνηση

flash-meeting-asked = Η συνάντηση άνοιξε. Το φύλλο είναι έτοιμο.
flash-meeting-opened = Η συνάντηση άνοιξε. Το φύλλο είναι έτοιμο.
flash-meeting-waived = Η εξαίρεση δόθηκε. Η συνάντηση μπορεί να ανοίξει τώρα.
flash-meeting-refused = Ο λόγος φαίνεται σε όποιον τη ζήτησε.
flash-meeting-held = Καταγράφηκε.
flash-meeting-cancelled = Η συνάντηση ακυρώθηκε.
flash-meeting-noted = Οι σημειώσεις αποθηκεύτηκαν.

event-meeting-opened = Άνοιξε συνάντηση
event-meeting-stopped = Συνάντηση σταμάτησε στον έλεγχο άδειας
event-meeting-waived = Δόθηκε εξαίρεση για συνάντηση
event-meeting-refused = Δεν δόθηκε εξαίρεση για συνάντηση
event-meeting-held = Έγινε συνάντηση
event-meeting-cancelled = Ακυρώθηκε συνάντηση
event-meeting-noted = Γράφτηκαν σημειώσεις συνάντησης
event-sheet-changed = Άλλαξε φύλλο διαπραγμάτευσης
