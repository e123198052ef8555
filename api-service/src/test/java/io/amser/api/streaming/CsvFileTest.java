package io.amser.api.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)"})
    void leads_formulas_with_an_apostrophe(String formula) {
        assertThat(CsvFile.cell(formula)).isEqualTo("'" + formula);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t=1", "\r=1", "\n=1"})
    void leads_white_space_with_an_apostrophe_too(String formula) {
        assertThat(CsvFile.cell(formula)).isEqualTo("\"'" + formula + "\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            USDC|USDC
            a,b|"a,b"
            a"b|"a""b"
            =HYPERLINK("http://x","y")|"'=HYPERLINK(""http://x"",""y"")"
            """)
    void quotes_what_would_end_a_cell(String text, String cell) {
        assertThat(CsvFile.cell(text)).isEqualTo(cell);
    }

    @Test
    void writes_lines_of_rfc_4180() {
        var file = new CsvFile<String>(
                "x.csv",
                List.of(
                        new CsvFile.Column<>("text", text -> text),
                        new CsvFile.Column<>("length", String::length),
                        new CsvFile.Column<>("nothing", _ -> null)));

        assertThat(file.header() + file.line("a,b")).isEqualTo("text,length,nothing\r\n\"a,b\",3,\r\n");
    }
}
