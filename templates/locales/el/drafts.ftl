# Τι λένε τα σχέδια που φτιάχνονται από πίνακα. Τα ονόματα μένουν όπως είναι, γι’ αυτό μπαίνουν σε εισαγωγικά. Markdown, εκτός από την πηγή.
draft-ask-value = Ποια είναι η τιμή στο χαρακτηριστικό «{ $characteristic }» για το προϊόν «{ $product }»;
draft-ask-unit = Με ποια μονάδα δίνεται σωστά το χαρακτηριστικό «{ $characteristic }» για το προϊόν «{ $product }»;
draft-tell-value = Στο χαρακτηριστικό «{ $characteristic }» το προϊόν «{ $product }» έχει τιμή { $value }.
draft-claim = Το προϊόν «{ $product }» έχει το χαρακτηριστικό «{ $characteristic }».
draft-confirm = Ναι, το προϊόν «{ $product }» έχει το χαρακτηριστικό «{ $characteristic }».
draft-deny = Όχι, το προϊόν «{ $product }» δεν έχει το χαρακτηριστικό «{ $characteristic }».
draft-ask-highest = Ποιο από αυτά έχει τη μεγαλύτερη τιμή στο χαρακτηριστικό «{ $characteristic }»;
draft-ask-lowest = Ποιο από αυτά έχει τη μικρότερη τιμή στο χαρακτηριστικό «{ $characteristic }»;
draft-tell-highest = Το προϊόν «{ $product }» έχει τη μεγαλύτερη τιμή από αυτά στο χαρακτηριστικό «{ $characteristic }»: { $value }.
draft-tell-lowest = Το προϊόν «{ $product }» έχει τη μικρότερη τιμή από αυτά στο χαρακτηριστικό «{ $characteristic }»: { $value }.
draft-source = Πίνακας χαρακτηριστικών: { $line }
