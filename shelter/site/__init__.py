"""The site's authority: makes keys, issues and signs the schedule. Runs on the supervisor's computer."""
