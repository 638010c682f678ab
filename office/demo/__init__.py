"""The sample city: data tables split by noun, and the story that builds it through the rooms' actions."""
