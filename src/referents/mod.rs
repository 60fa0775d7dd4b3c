//! Whom the mentions mean, and who "he" is.
