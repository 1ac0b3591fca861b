package vn.hoi.register;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import vn.hoi.common.Label;

/**
 * A document printed from records of a register's list.
 *
 * @param template its text with places for values; its rows are {@code {{#rows}}…{{/rows}}}
 * @param of parameters of the list that hold whatever else is asked for, so that no other record gets into the document;
 *     of them {@code sort} and {@code dir} hold only where the list is not ordered otherwise
 */
public record ListPrint(String id, Label name, Path template, Map<String, List<String>> of) {}
