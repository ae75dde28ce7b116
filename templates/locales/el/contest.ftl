# Διαγωνισμοί: όλοι απαντούν ταυτόχρονα στις ίδιες ερωτήσεις.
contests-title = Διαγωνισμοί
contests-lead = Όλοι απαντούν στις ίδιες ερωτήσεις από το κινητό τους και ο τοίχος δείχνει ποιος βρίσκεται πού. Τίποτα δεν μετρά για πιστοποίηση.
contests-home = Ένας γύρος ερωτήσεων για όλους μαζί, με κατάταξη στον τοίχο.
contests-none = Δεν έχει γίνει ακόμη διαγωνισμός.
contest-title = Διαγωνισμός
contest-begin = Έναρξη διαγωνισμού
contest-line = Σειρά προϊόντων
contest-questions = Ερωτήσεις
contest-seconds = Δευτερόλεπτα για καθεμία
contest-count = { $count ->
    [one] μία ερώτηση
   *[other] { $count } ερωτήσεις
}
contest-phase-waiting = Οι παίκτες συγκεντρώνονται
contest-phase-asking = Τίθεται ερώτηση
contest-phase-told = Εμφανίζεται το σωστό
contest-phase-over = Τέλος
contest-open = Πάρτε μέρος στον διαγωνισμό:
contest-join-how = Οι πωλητές βλέπουν τον διαγωνισμό στην αρχική τους σελίδα και παίρνουν μέρος από εκεί.
contest-players = { $count ->
    [one] Παίζει ένας
   *[other] Παίζουν { $count }
}
contest-position = { $position } από { $count }
contest-question = Ερώτηση
contest-answered = Απάντησαν { $answered } από { $players }
contest-right = Το σωστό
contest-right-count = Σωστές { $right } από { $answered } απαντήσεις.
contest-ranking = Κατάταξη
contest-more = … και άλλοι { $count }
contest-teams = Τμήματα
contest-teams-lead = Με τον μέσο όρο των παικτών τους.
contest-first = Πρώτη ερώτηση
contest-tell = Εμφάνιση του σωστού
contest-next = Επόμενη ερώτηση
contest-finish = Τέλος και κατάταξη
contest-end = Τέλος τώρα
contest-lead = Απαντήστε από αυτό το κινητό. Το μισό σκορ είναι για τη γνώση, το μισό για την ταχύτητα· μετρά μόνο για αυτόν τον διαγωνισμό.
contest-join = Συμμετοχή
contest-answer = Απάντηση
contest-you-wait = Είστε μέσα. Η πρώτη ερώτηση έρχεται σύντομα.
contest-you-answered = Η απάντησή σας ελήφθη. Περιμένετε τους άλλους.
contest-you-right = Σωστά!
contest-you-partly = Σωστό κατά { $percent } %.
contest-you-wrong = Όχι σωστά.
contest-you-nothing = Δεν ήρθε απάντηση εγκαίρως.
contest-you-place = Θέση { $place } από { $players }, { $score } πόντοι
contest-over = Ο διαγωνισμός τελείωσε. Ευχαριστούμε για τη συμμετοχή.
flash-contest-nothing = Επιλέξτε ή γράψτε κάτι πρώτα.
flash-contest-late = Η απάντηση ήρθε πολύ αργά για αυτή την ερώτηση.
problem-contest-short = Η σειρά δεν έχει τόσες ερωτήσεις που μπορούν να τεθούν εδώ. Ζητήστε λιγότερες.
event-contest-begun = Άρχισε διαγωνισμός
event-contest-joined = Κάποιος πήρε μέρος σε διαγωνισμό
event-contest-moved = Ο διαγωνισμός προχώρησε
event-contest-ended = Τελείωσε διαγωνισμός
log-of-contest = Διαγωνισμοί
