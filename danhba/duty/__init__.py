"""Duty rosters: days and hours as offices write them, the shifts of a sheet, what they leave uncovered, until when a
unit is on duty."""
