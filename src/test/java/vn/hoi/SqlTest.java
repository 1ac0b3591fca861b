package vn.hoi;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * SQL is text written in the source, its values are parameters. Where it is put together, the place stands here with the
 * reason why nothing from outside can come into it. (SQL handed to jOOQ as text fails {@link ModularityTests}.)
 */
class SqlTest {

    /** Methods whose first argument is SQL. */
    private static final Set<String> TAKING_SQL = Set.of(
            "sql",
            "execute",
            "executeQuery",
            "executeUpdate",
            "prepareStatement",
            "prepareCall",
            "addBatch",
            "copyIn",
            "copyOut");

    private static final String NAMES_OF_DECLARATIONS =
            "names of tables and columns of checked declarations (a-z, 0-9, hyphen), quoted; values are parameters";
    private static final String NO_SQL = "what is run is no SQL";

    /** {@code Class#method}: why. */
    private static final Map<String, String> PUT_TOGETHER = Map.ofEntries(
            Map.entry("AccountKeeping#close", "one of two fixed texts"),
            Map.entry("AccountKeeping#end", "one of two fixed texts"),
            Map.entry("AdminPages#count", "fixed texts of the same class, handed on by the method"),
            Map.entry("Assignments#count", NAMES_OF_DECLARATIONS),
            Map.entry("Assignments#write", NAMES_OF_DECLARATIONS),
            Map.entry("Backup#query", "a fixed text of the same class, handed on by the method"),
            Map.entry("BatchWork#lock", "two fixed texts of the same class, handed on by the method"),
            Map.entry("BatchWork#start", NO_SQL),
            Map.entry("Books#numbers", "the fixed list of columns of the same package"),
            Map.entry("ChangedRecords#change", NAMES_OF_DECLARATIONS),
            Map.entry("ChangedRecords#own", NO_SQL),
            Map.entry("ChangedRecords#putBack", NAMES_OF_DECLARATIONS),
            Map.entry("DataCallAnswers#select", "fixed conditions of the same class, with a number of type int"),
            Map.entry("DataCalls#find", "one of two fixed endings: with a lock or without"),
            Map.entry("DeadlineFilling#write", NAMES_OF_DECLARATIONS),
            Map.entry("Dropping#perform", "a column named on the command line by the administrator, quoted"),
            Map.entry("Dropping#write", "a column named on the command line by the administrator, quoted"),
            Map.entry("Files#attachLoaded", NAMES_OF_DECLARATIONS),
            Map.entry("Files#named", NAMES_OF_DECLARATIONS),
            Map.entry("FigureAudit#bucket", NAMES_OF_DECLARATIONS),
            Map.entry("FigureProof#cells", NAMES_OF_DECLARATIONS),
            Map.entry("FigureProof#rollups", "a fixed text in a variable of the method, with numbers of type int"),
            Map.entry("Fold#move", "a fixed text of the same class"),
            Map.entry("Inclusion#find", "fixed texts of the same class"),
            Map.entry("IndexesAside#ask", "fixed texts of the same class, handed on by the method"),
            Map.entry("IndexesAside#held", "a fixed number of the same class"),
            Map.entry("Journal#list", "fixed conditions of the journal's filter with the list of columns of the class"),
            Map.entry("JournalProof#entries", "the fixed list of columns of the same package"),
            Map.entry("LoadedRecords#held", NAMES_OF_DECLARATIONS),
            Map.entry("LoadedRecords#remove", NAMES_OF_DECLARATIONS),
            Map.entry("LoadedRecords#written", NAMES_OF_DECLARATIONS),
            Map.entry("OneTimeLinks#find", "one of two fixed endings: with a lock or without"),
            Map.entry("PastRows#execute", NAMES_OF_DECLARATIONS),
            Map.entry("People#find", "one of two fixed texts"),
            Map.entry("RecordKeys#join", NAMES_OF_DECLARATIONS),
            Map.entry("RecordLoading#analyse", NAMES_OF_DECLARATIONS),
            Map.entry("RecordLoading#copy", "a fixed number of the same class"),
            Map.entry("RegisterBench#copyIn", "a measurement on a database of its own"),
            Map.entry("RegisterBench#copyOut", "a measurement on a database of its own"),
            Map.entry("RegisterBench#count", "a measurement on a database of its own"),
            Map.entry("RegisterExport#write", "a query jOOQ has rendered, and one of two fixed endings"),
            Map.entry("RegisterIndexes#declared", NAMES_OF_DECLARATIONS),
            Map.entry("RegisterIndexes#drop", NAMES_OF_DECLARATIONS),
            Map.entry("RegisterIndexes#make", NAMES_OF_DECLARATIONS),
            Map.entry("RegisterIndexes#setAside", NAMES_OF_DECLARATIONS),
            Map.entry("RegisterTables#bringUpLinks", NAMES_OF_DECLARATIONS),
            Map.entry("RegisterTables#bringUpReferences", NAMES_OF_DECLARATIONS),
            Map.entry("RegisterTables#execute", NAMES_OF_DECLARATIONS),
            Map.entry("Reminders#remind", NAMES_OF_DECLARATIONS),
            Map.entry("SealDifferences#ask", NAMES_OF_DECLARATIONS),
            Map.entry("Sealer#entries", "the fixed list of columns of the same package"),
            Map.entry("StoredFigures#execute", NAMES_OF_DECLARATIONS),
            Map.entry("StoredFigures#fill", NAMES_OF_DECLARATIONS),
            Map.entry("StoredFiles#keep", "one of two fixed texts of the same class, handed on by the method"),
            Map.entry("StoredFiles#part", "one of two fixed texts of the same class, handed on by the method"),
            Map.entry("TableCatalogue#columns", NAMES_OF_DECLARATIONS),
            Map.entry("TableChecks#execute", NAMES_OF_DECLARATIONS),
            Map.entry("TableChecks#replaceCheck", NAMES_OF_DECLARATIONS),
            Map.entry("TableDefinition#create", NAMES_OF_DECLARATIONS),
            Map.entry("Tags#fill", NO_SQL));

    private static final Path SOURCES = Path.of("src/main/java");

    @Test
    void sqlIsPutTogetherOnlyWhereAReasonIsGiven() throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.add(Files.readString(file));
            }
        }
        assertThat(putTogether(sources)).isEqualTo(new TreeSet<>(PUT_TOGETHER.keySet()));
        assertThat(PUT_TOGETHER.values()).allMatch(reason -> reason.length() > 15);
    }

    @Test
    void sqlPutTogetherOfWhatSomeoneTypedIsNamed() throws IOException {
        String head = "class C { static final String FIXED = \"select \" + \"1\"; void m(Db d, String t) { ";
        assertThat(putTogether(head + "d.sql(\"select \" + t); } }")).containsExactly("C#m");
        assertThat(putTogether(head + "d.sql(\"select %s\".formatted(t)); } }")).containsExactly("C#m");
        assertThat(putTogether(head + "var s = new StringBuilder(t); d.execute(s.toString()); } }"))
                .containsExactly("C#m");
        assertThat(putTogether(head + "d.prepareStatement(t); } }")).containsExactly("C#m");
        assertThat(putTogether(head + "d.sql(FIXED + \" where a = :a\").param(t); d.execute(x -> t); d.execute(); } }"))
                .isEmpty();
    }

    private static Set<String> putTogether(String source) throws IOException {
        return putTogether(List.of(source));
    }

    private static Set<String> putTogether(List<String> sources) throws IOException {
        List<JavaFileObject> files = new ArrayList<>();
        for (String source : sources) {
            files.add(
                    new SimpleJavaFileObject(
                            URI.create("string:///C" + files.size() + ".java"), JavaFileObject.Kind.SOURCE) {
                        @Override
                        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                            return source;
                        }
                    });
        }
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, none -> {}, List.of("-proc:none"), null, files);
        Set<String> found = new TreeSet<>();
        for (CompilationUnitTree unit : task.parse()) {
            Map<String, ExpressionTree> constants = new HashMap<>();
            new Constants(constants).scan(unit, null);
            new Calls(constants, found).scan(unit, null);
        }
        return found;
    }

    /** Fixed texts by name. */
    private static final class Constants extends TreeScanner<Void, Void> {
        private final Map<String, ExpressionTree> constants;

        Constants(Map<String, ExpressionTree> constants) {
            this.constants = constants;
        }

        @Override
        public Void visitVariable(VariableTree variable, Void none) {
            boolean fixed = variable.getModifiers().getFlags().contains(Modifier.STATIC)
                    && variable.getModifiers().getFlags().contains(Modifier.FINAL);
            if (fixed && variable.getInitializer() != null) {
                constants.put(variable.getName().toString(), variable.getInitializer());
            }
            return super.visitVariable(variable, none);
        }
    }

    private static final class Calls extends TreeScanner<Void, Void> {
        private final Map<String, ExpressionTree> constants;
        private final Set<String> found;
        private String type = "";
        private String method = "";

        Calls(Map<String, ExpressionTree> constants, Set<String> found) {
            this.constants = constants;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree tree, Void none) {
            String outer = type;
            type = tree.getSimpleName().isEmpty() ? outer : tree.getSimpleName().toString();
            super.visitClass(tree, none);
            type = outer;
            return null;
        }

        @Override
        public Void visitMethod(MethodTree tree, Void none) {
            String outer = method;
            method = tree.getName().toString();
            super.visitMethod(tree, none);
            method = outer;
            return null;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
            if (call.getMethodSelect() instanceof MemberSelectTree select
                    && TAKING_SQL.contains(select.getIdentifier().toString())
                    && !call.getArguments().isEmpty()
                    && !isFixed(call.getArguments().getFirst())) {
                found.add(type + "#" + method);
            }
            return super.visitMethodInvocation(call, none);
        }

        private boolean isFixed(Tree argument) {
            return switch (argument) {
                case LiteralTree literal -> true;
                case LambdaExpressionTree code -> true;
                case MemberReferenceTree code -> true;
                case ParenthesizedTree inner -> isFixed(inner.getExpression());
                case BinaryTree sum -> isFixed(sum.getLeftOperand()) && isFixed(sum.getRightOperand());
                case IdentifierTree name ->
                    constants.containsKey(name.getName().toString())
                            && isFixed(constants.get(name.getName().toString()));
                default -> false;
            };
        }
    }
}
