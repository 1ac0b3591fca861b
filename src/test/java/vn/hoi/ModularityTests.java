package vn.hoi;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jooq.PlainSQL;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The walls of the house; for each wall a fixture that breaks it, to show that it stands. */
class ModularityTests {

    /** Each module may use those before it and nothing after it. */
    private static final List<String> LINE = List.of(
            "common",
            "database",
            "sheet",
            "document",
            "calendar",
            "journal",
            "unit",
            "access",
            "register",
            "intake",
            "print",
            "lookup",
            "privacy",
            "figure",
            "report",
            "ledger",
            "estimate",
            "plan",
            "board",
            "demonstration",
            "bench",
            "command");

    private static final String ROOT = "vn.hoi";
    private static final String FAULTY = "vn.hoi.fixture";
    private static final List<String> FAULTY_LINE = List.of("early", "late");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);
    private static final JavaClasses FIXTURE = new ClassFileImporter().importPackages(FAULTY);

    @Test
    void modulesUseOnlyWhatTheyDeclare() {
        ApplicationModules.of(Application.class).verify();
    }

    @Test
    void aModuleThatUsesWhatItDoesNotDeclareIsNamed() {
        ImportOption testsOnly = location -> location.contains("/test-classes/");
        assertThatThrownBy(() -> ApplicationModules.of(FAULTY, testsOnly).verify())
                .hasMessageContaining("'early'")
                .hasMessageContaining("'late'")
                .hasMessageContaining("LooksAhead");
    }

    @Test
    void everyModuleUsesOnlyThoseBeforeIt() {
        assertThat(faultsOfLine(MAIN, ROOT, LINE)).isEmpty();
    }

    @Test
    void aModuleThatLooksAheadIsNamed() {
        assertThat(faultsOfLine(FIXTURE, FAULTY, FAULTY_LINE))
                .singleElement()
                .asString()
                .contains("LooksAhead", "'late'");
    }

    @Test
    void aModuleThatStandsNowhereInTheLineIsNamed() {
        assertThat(faultsOfLine(FIXTURE, FAULTY, List.of("late")))
                .anyMatch(fault -> fault.contains("early stands nowhere"));
    }

    @Test
    void everyModuleSaysWhatItOwnsOffersAndRefuses() throws IOException {
        for (String module : modules(MAIN, ROOT)) {
            assertThat(faultsOfPackage(Path.of("src/main/java"), ROOT + "." + module))
                    .as(module)
                    .isEmpty();
        }
    }

    @Test
    void aModuleThatDoesNotSayIsNamed() throws IOException {
        assertThat(faultsOfPackage(Path.of("src/test/java"), FAULTY + ".early"))
                .containsExactly("not @NullMarked", "Owns is missing", "Offers is missing", "Refuses is missing");
        assertThat(faultsOfPackage(Path.of("src/test/java"), FAULTY + ".late")).isEmpty();
        assertThat(faultsOfPackage(Path.of("src/test/java"), FAULTY + ".nowhere"))
                .containsExactly("no package-info");
    }

    @Test
    void noSqlIsHandedToJooqAsText() {
        assertThat(noPlainSql().evaluate(MAIN).getFailureReport().getDetails()).isEmpty();
    }

    @Test
    void sqlHandedToJooqAsTextIsNamed() {
        assertThat(noPlainSql().evaluate(FIXTURE).getFailureReport().getDetails())
                .hasSize(2)
                .anyMatch(fault -> fault.contains("DSL.condition"))
                .anyMatch(fault -> fault.contains("DSLContext.fetch"));
    }

    /** jOOQ itself marks every method that takes SQL as text. */
    private static ArchRule noPlainSql() {
        return noClasses().should().callMethodWhere(target(annotatedWith(PlainSQL.class)));
    }

    private static List<String> modules(JavaClasses classes, String root) {
        TreeSet<String> modules = new TreeSet<>();
        classes.forEach(type -> moduleOf(type, root).ifPresent(modules::add));
        return List.copyOf(modules);
    }

    private static java.util.Optional<String> moduleOf(JavaClass type, String root) {
        String name = type.getPackageName();
        if (!name.startsWith(root + ".")) {
            return java.util.Optional.empty();
        }
        String rest = name.substring(root.length() + 1);
        int dot = rest.indexOf('.');
        return java.util.Optional.of(dot < 0 ? rest : rest.substring(0, dot));
    }

    private static List<String> faultsOfLine(JavaClasses classes, String root, List<String> line) {
        List<String> faults = new ArrayList<>();
        for (String module : modules(classes, root)) {
            if (!line.contains(module)) {
                faults.add(module + " stands nowhere in the line of modules");
            }
        }
        for (int index = 0; index < line.size(); index++) {
            String module = line.get(index);
            List<String> allowed = line.subList(0, index + 1);
            classes.stream()
                    .filter(type -> moduleOf(type, root).filter(module::equals).isPresent())
                    .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                    .forEach(use -> moduleOf(use.getTargetClass(), root)
                            .filter(used -> !allowed.contains(used))
                            .ifPresent(used ->
                                    faults.add("'" + module + "' uses '" + used + "': " + use.getDescription())));
        }
        return faults.stream().distinct().toList();
    }

    private static List<String> faultsOfPackage(Path sources, String name) throws IOException {
        Path file = sources.resolve(name.replace('.', '/')).resolve("package-info.java");
        if (!Files.exists(file)) {
            return List.of("no package-info");
        }
        List<String> faults = new ArrayList<>();
        try {
            if (!Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class)) {
                faults.add("not @NullMarked");
            }
        } catch (ClassNotFoundException e) {
            faults.add("not @NullMarked");
        }
        String text = Files.readString(file);
        Stream.of("Owns", "Offers", "Refuses")
                .filter(word -> !text.matches("(?s).*\\b" + word + "\\b.*"))
                .forEach(word -> faults.add(word + " is missing"));
        return faults;
    }
}
