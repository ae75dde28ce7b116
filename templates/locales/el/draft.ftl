# Τι λένε οι πρόχειρες ερωτήσεις από τον πίνακα μιας σειράς. Τα ονόματα μένουν όπως είναι γραμμένα.
draft-ask-value = Ποια είναι η τιμή «{ $characteristic }» για το προϊόν { $product };
draft-ask-unit = Ποια είναι η τιμή «{ $characteristic }» για το προϊόν { $product }; Προσέξτε τη μονάδα.
draft-tell-value = «{ $characteristic }» για το προϊόν { $product }: { $value }.
draft-claim = Για το προϊόν { $product } ισχύει: «{ $characteristic }».
draft-confirm = Ναι, για το προϊόν { $product } ισχύει: «{ $characteristic }».
draft-deny = Όχι, για το προϊόν { $product } δεν ισχύει: «{ $characteristic }».
draft-ask-highest = Ποιο από αυτά έχει την υψηλότερη τιμή «{ $characteristic }»;
draft-ask-lowest = Ποιο από αυτά έχει τη χαμηλότερη τιμή «{ $characteristic }»;
draft-tell-highest = Το προϊόν { $product } έχει την υψηλότερη τιμή «{ $characteristic }»: { $value }.
draft-tell-lowest = Το προϊόν { $product } έχει τη χαμηλότερη τιμή «{ $characteristic }»: { $value }.
draft-source = Πίνακας χαρακτηριστικών: { $line }
