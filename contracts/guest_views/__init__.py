"""The pages behind a guest's link: question, card, agreement, signature, documents."""
