"""What each unit is to be told: decided from facts, written as packages, sent as mails."""
