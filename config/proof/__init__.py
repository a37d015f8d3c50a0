"""The long proofs: kills, hostile requests, thousands of random sequences, mutation, benches."""
