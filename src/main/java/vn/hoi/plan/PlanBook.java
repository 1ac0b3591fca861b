package vn.hoi.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Language;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.Measure;
import vn.hoi.sheet.SheetBook;
import vn.hoi.sheet.SheetBook.Part;
import vn.hoi.sheet.SheetBook.Sheet;
import vn.hoi.sheet.SheetBook.Shown;

/** The appendices of a plan as a workbook, one sheet each; numbers, money and days stay what they are. */
@Component
class PlanBook {

    private static final int UPRIGHT_COLUMNS = 7;
    private static final int DECIMALS = 6;
    /** A number typed as documents write it: 1.098.609, 42,94. */
    private static final Pattern TYPED = Pattern.compile("-?\\d{1,3}(\\.\\d{3})*(,\\d+)?");

    private final PlanCheck check;
    private final PlanMarkup markup;

    PlanBook(PlanCheck check, PlanMarkup markup) {
        this.check = check;
        this.markup = markup;
    }

    /** A plan without appendices is one sheet that says so. */
    byte[] of(Plan plan) {
        Map<String, CitedFigure> figures = check.read(plan);
        List<Sheet> sheets = new ArrayList<>();
        for (PlanSection appendix : plan.appendices()) {
            List<Part> parts = tables(appendix.body(), plan, figures);
            String number = "Phụ lục " + Vietnamese.roman(sheets.size() + 1);
            sheets.add(new Sheet(
                    number,
                    List.of(
                            number,
                            appendix.heading().toUpperCase(Locale.ROOT),
                            "(Kèm theo " + plan.title().vi() + (plan.number().isEmpty() ? "" : ", số " + plan.number())
                                    + ")"),
                    parts,
                    parts.stream().anyMatch(part -> part.heads().size() > UPRIGHT_COLUMNS)));
        }
        if (sheets.isEmpty()) {
            sheets.add(new Sheet("Phụ lục", List.of("Văn bản này không có phụ lục"), List.of(), false));
        }
        return SheetBook.write(sheets);
    }

    /** The tables of a text in order, those written in it and those its lines stand for. */
    List<Part> tables(String text, Plan plan, Map<String, CitedFigure> figures) {
        var words = new FigureWords(figures, check::value, Language.VI);
        List<Part> parts = new ArrayList<>();
        // what stands between two lines of tables holds the tables written in it
        int from = 0;
        for (PlanMarkup.Place place : markup.places(text)) {
            written(text.substring(from, place.from()), figures, words, parts);
            markup.table(place, plan, PlanTables.MOST).ifPresent(table -> {
                if (!table.caption().isEmpty()) {
                    parts.add(
                            new Part(List.of(), List.of(List.of(table.caption().replace("*", "")))));
                }
                parts.add(part(table, figures));
            });
            from = place.to();
        }
        written(text.substring(from), figures, words, parts);
        return parts;
    }

    /** The tables written in a text, without those its lines stand for. */
    List<Part> written(String text, Map<String, CitedFigure> figures) {
        List<Part> parts = new ArrayList<>();
        written(text, figures, new FigureWords(figures, check::value, Language.VI), parts);
        return parts;
    }

    private static Part part(PlanTable table, Map<String, CitedFigure> figures) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (List<@Nullable Object> row : table.rows()) {
            List<@Nullable Object> values = new ArrayList<>();
            row.forEach(value -> values.add(
                    value instanceof FigureNode figure
                            ? shown(figures.get(figure.figure())).orElse(null)
                            : value));
            rows.add(Collections.unmodifiableList(values));
        }
        return new Part(table.heads().stream().map(PlanTable.Head::name).toList(), rows);
    }

    private static void written(String text, Map<String, CitedFigure> figures, FigureWords words, List<Part> parts) {
        PlanText.visit(PlanText.parse(text), node -> {
            if (node instanceof TableBlock table) {
                List<List<@Nullable Object>> rows = new ArrayList<>();
                PlanText.visit(table, inner -> {
                    if (inner instanceof TableRow row) {
                        rows.add(row(row, figures, words));
                    }
                });
                List<String> heads =
                        rows.removeFirst().stream().map(String::valueOf).toList();
                parts.add(new Part(heads, rows));
            }
        });
    }

    private static List<@Nullable Object> row(TableRow row, Map<String, CitedFigure> figures, FigureWords words) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            values.add(value((TableCell) cell, figures, words));
        }
        return values;
    }

    private static @Nullable Object value(TableCell cell, Map<String, CitedFigure> figures, FigureWords words) {
        Node only = cell.getFirstChild();
        if (only instanceof FigureNode figure && only.getNext() == null && isValue(figure)) {
            return shown(figures.get(figure.figure())).orElse(null);
        }
        var text = new StringBuilder();
        PlanText.visit(cell, part -> {
            if (part instanceof Text plain) {
                text.append(plain.getLiteral());
            } else if (part instanceof FigureNode figure) {
                text.append(words.of(figure).orElse(""));
            }
        });
        String typed = text.toString().strip();
        return !cell.isHeader() && TYPED.matcher(typed).matches()
                ? new BigDecimal(typed.replace(".", "").replace(',', '.'))
                : typed;
    }

    private static boolean isValue(FigureNode figure) {
        return figure.form() == FigureNode.Form.NUMBER || figure.form() == FigureNode.Form.BARE;
    }

    /** The value as it is; money is đồng and looks as the plan shows it. Empty where nothing is known. */
    private static Optional<Object> shown(@Nullable CitedFigure cited) {
        BigDecimal value = cited == null ? null : cited.printed();
        return cited == null || value == null
                ? Optional.empty()
                : Optional.of(new Shown(PlanCheck.plain(value), format(cited.citation(), value)));
    }

    private static String format(Citation citation, BigDecimal value) {
        Measure measure = citation.figure().measure();
        if (!measure.isMoney()) {
            return measure.isPercent() ? decimals("0", value) + "\"%\"" : decimals("#,##0", value);
        }
        // each comma behind the digits leaves three of them out
        return switch (citation.show()) {
            case "million" -> decimals("#,##0", value.movePointLeft(6)) + ",,\" triệu đồng\"";
            case "billion" -> decimals("#,##0", value.movePointLeft(9)) + ",,,\" tỷ đồng\"";
            case null, default -> "#,##0\" đồng\"";
        };
    }

    private static String decimals(String whole, BigDecimal value) {
        int scale = value.setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .scale();
        return scale <= 0 ? whole : whole + "." + "0".repeat(scale);
    }
}
