package vn.hoi.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** A filled form as a spreadsheet laid out for paper: number and name, unit of money, numbered columns, groups in bold. */
final class BudgetFormSheet {

    private static final int HEAD = 5;
    private static final int NAME_WIDTH = 52;
    private static final int AMOUNT_WIDTH = 18;
    private static final int NUMBER_WIDTH = 8;
    private static final int TITLE_SIZE = 14;
    private static final int FIRST = 2;

    private BudgetFormSheet() {}

    static byte[] write(BudgetForm form, int year, String agency, Money money, String unit, List<BudgetForm.Row> rows) {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "Hoi", null)) {
            Worksheet sheet = workbook.newWorksheet(form.number());
            int last = FIRST + form.columns().size() - 1;
            head(sheet, form, year, agency, unit, last);
            for (int column = 0; column < form.columns().size(); column++) {
                heading(sheet, FIRST + column, form.columns().get(column).name().vi(), column + 1);
            }
            for (int index = 0; index < rows.size(); index++) {
                row(sheet, HEAD + 1 + index, rows.get(index), form, money);
            }
            sheet.freezePane(FIRST, HEAD + 1);
            sheet.pageOrientation("landscape");
            sheet.fitToWidth((short) 1);
            sheet.fitToHeight((short) 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void head(Worksheet sheet, BudgetForm form, int year, String agency, String unit, int last) {
        sheet.width(0, NUMBER_WIDTH);
        sheet.width(1, NAME_WIDTH);
        sheet.inlineString(0, 0, agency);
        sheet.style(0, 0).bold().set();
        sheet.inlineString(0, last, form.number());
        sheet.style(0, last).bold().horizontalAlignment("right").set();
        sheet.inlineString(1, 0, form.name().vi().toUpperCase(java.util.Locale.forLanguageTag("vi")) + " NĂM " + year);
        sheet.range(1, 0, 1, last).merge();
        sheet.style(1, 0)
                .bold()
                .fontSize(TITLE_SIZE)
                .horizontalAlignment("center")
                .set();
        if (form.law() != null) {
            sheet.inlineString(2, 0, form.law());
            sheet.range(2, 0, 2, last).merge();
            sheet.style(2, 0).italic().horizontalAlignment("center").set();
        }
        sheet.inlineString(3, last, "Đơn vị tính: " + unit);
        sheet.style(3, last).italic().horizontalAlignment("right").set();
        heading(sheet, 0, "STT", null);
        heading(sheet, 1, "Nội dung", null);
    }

    private static void heading(Worksheet sheet, int column, String name, @Nullable Integer number) {
        sheet.inlineString(HEAD - 1, column, name);
        sheet.style(HEAD - 1, column)
                .bold()
                .wrapText(true)
                .fillColor("E8EEF4")
                .horizontalAlignment("center")
                .verticalAlignment("center")
                .borderStyle(BorderStyle.THIN)
                .set();
        sheet.inlineString(HEAD, column, number == null ? column == 0 ? "A" : "B" : String.valueOf(number));
        sheet.style(HEAD, column)
                .italic()
                .horizontalAlignment("center")
                .borderStyle(BorderStyle.THIN)
                .set();
        if (column >= FIRST) {
            sheet.width(column, AMOUNT_WIDTH);
        }
    }

    private static void row(Worksheet sheet, int at, BudgetForm.Row row, BudgetForm form, Money money) {
        boolean bold = row.depth() < form.rows().size();
        sheet.inlineString(at, 0, row.number());
        sheet.inlineString(at, 1, row.name().vi());
        for (int column = 0; column < row.values().size(); column++) {
            Number value = row.values().get(column);
            if (value != null) {
                boolean percent = form.columns().get(column).isPercent();
                sheet.value(at, FIRST + column, percent ? value : money.of(value.longValue()));
                sheet.style(at, FIRST + column)
                        .format(percent ? "0.0" : "#,##0.###")
                        .set();
            }
        }
        for (int column = 0; column < FIRST + row.values().size(); column++) {
            var style = sheet.style(at, column).borderStyle(BorderStyle.THIN);
            (bold ? style.bold() : style).wrapText(column == 1).set();
        }
    }
}
