//! Entities that have a form: dates, times, money, percentages, quantities, ordinals, cardinals; datelines and leftovers.
