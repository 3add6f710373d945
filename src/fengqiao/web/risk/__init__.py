"""The risk review of the asking party: a short questionnaire and the eleven parts; for nobody else."""
