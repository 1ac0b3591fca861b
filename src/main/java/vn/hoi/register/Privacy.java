package vn.hoi.register;

import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;

/**
 * Why a register keeps personal data and for how long.
 *
 * @param why the purpose, with the document it goes by
 * @param years how long after that day
 * @param after date column whose day the time runs from; null when personal data stays as long as the record is in force
 */
public record Privacy(Label why, int years, @Nullable String after) {}
