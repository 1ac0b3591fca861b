package vn.hoi.register;

import org.jspecify.annotations.Nullable;
import vn.hoi.common.Expression;
import vn.hoi.common.Label;

/**
 * What must hold among the columns of one record.
 *
 * @param at the column its sentence stands beside; null when it is of the whole
 */
public record Rule(Expression that, String code, @Nullable String at, Label says) {}
