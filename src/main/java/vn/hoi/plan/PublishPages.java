package vn.hoi.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;

/** A plan's way out: what is still open, the reasons for going out with it, submission, approval, publication. */
@Controller
class PublishPages {

    private static final List<String> COLUMNS = List.of("point", "kind", "says", "reason");
    private static final String REASON = "reason:";

    private final Plans plans;
    private final PlanPoints points;
    private final Publishing publishing;
    private final Excuses excuses;
    private final PlanBooks books;
    private final PlanRights rights;

    PublishPages(
            Plans plans,
            PlanPoints points,
            Publishing publishing,
            Excuses excuses,
            PlanBooks books,
            PlanRights rights) {
        this.plans = plans;
        this.points = points;
        this.publishing = publishing;
        this.excuses = excuses;
        this.books = books;
        this.rights = rights;
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/plans/{code}/publish")
    Twin points(@PathVariable String code) {
        return page(plans.getWritten(code), null, Map.of());
    }

    private Twin page(Plan plan, @Nullable Problem problem, Map<String, String> typed) {
        List<OpenPoint> open = plan.state().isOut() ? List.of() : points.of(plan);
        Map<String, String> written = excuses.list(plan);
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (OpenPoint point : open) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("point", point.key());
            row.put("kind", point.kind());
            row.put("says", point.says());
            row.put("reason", written.get(point.key()));
            rows.add(row);
        }
        return Twin.page("plan/publish")
                .status(problem == null ? 200 : problem.status())
                .with("plan", plan)
                .with("open", open)
                .with("counts", PlanPoints.counts(open))
                .with("excuses", written)
                .with("book", books.find(plan).map(Outlines.Book::number).orElse(""))
                .with("problem", problem)
                .with("typed", typed)
                .with("mayPlan", rights.mayPlan())
                .with(
                        "replaceable",
                        plans.list().stream()
                                .filter(other -> other.id() != null && other.state() == PlanState.PUBLISHED)
                                .toList())
                .json(() -> Twin.rows(rows, null))
                .csv(() -> Csv.of(COLUMNS, rows));
    }

    @Access(Access.Level.PLAN)
    @PostMapping(path = "/plans/{code}/publish", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin move(@PathVariable String code, @RequestParam Map<String, String> sent) {
        return move(code, sent, null);
    }

    @Access(Access.Level.PLAN)
    @PostMapping(path = "/plans/{code}/publish", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Twin move(
            @PathVariable String code,
            @RequestParam Map<String, String> sent,
            @RequestParam(required = false) @Nullable MultipartFile signed) {
        Plan plan = plans.getWritten(code);
        try {
            act(plan, sent, signed);
        } catch (Problem problem) {
            if (problem.status() == 404) {
                throw problem;
            }
            return page(plan, problem, sent);
        }
        return page(plans.getWritten(code), null, Map.of()).seeOther("/plans/" + code + "/publish");
    }

    private void act(Plan plan, Map<String, String> sent, @Nullable MultipartFile signed) {
        Map<String, String> reasons = new LinkedHashMap<>();
        sent.forEach((key, text) -> {
            if (key.startsWith(REASON)) {
                reasons.put(key.substring(REASON.length()), text);
            }
        });
        excuses.write(plan, reasons);
        String reason = sent.getOrDefault("reason", "");
        switch (sent.getOrDefault("do", "")) {
            case "excuse" -> {
                // the reasons alone
            }
            case "submit" -> publishing.submit(plan);
            case "approve" -> publishing.approve(plan);
            case "take-back" -> publishing.takeBack(plan, reason);
            case "withdraw" -> publishing.withdraw(plan, reason);
            case "publish-book" -> publishing.publishFromBook(plan, sent.getOrDefault("replaces", ""));
            case "publish" ->
                publishing.publish(
                        plan,
                        sent.getOrDefault("number", ""),
                        day(sent.getOrDefault("issued-on", "")),
                        content(signed),
                        sent.getOrDefault("replaces", ""));
            default -> throw Problem.badRequest("PLA-420", "Không rõ việc cần làm; dùng các nút trên trang.");
        }
    }

    private static LocalDate day(String text) {
        return Vietnamese.readDay(text)
                .orElseThrow(() -> new Problem(
                        422, "PLA-417", "Ngày ban hành không đọc được; ghi ngày/tháng/năm, ví dụ 05/09/2026."));
    }

    private static byte @Nullable [] content(@Nullable MultipartFile file) {
        if (file == null || file.isEmpty()) {
            return null;
        }
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
