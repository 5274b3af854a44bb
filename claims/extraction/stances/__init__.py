"""Who takes which stand on which claim: finding the stands in the words, then what they answer."""
