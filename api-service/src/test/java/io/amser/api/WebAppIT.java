package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages come from the API's own address, with all that they load, and may do little. */
@QuarkusTest
@OnTestServers
class WebAppIT {
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"([^\"]+)\"");
    private static final Pattern INLINE =
            Pattern.compile("<script(?![^>]* src=)|<style|style=|\\son[a-z]+=|javascript:");

    @Test
    void a_page_is_a_document_that_runs_nothing_of_its_own() {
        var page = ApiCaller.get("/discord/verify/aB-_9");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(page, "Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
        assertThat(page.headers().map()).doesNotContainKey("set-cookie");
        assertThat(INLINE.matcher(page.body()).find()).isFalse();
    }

    @Test
    void all_that_a_page_loads_is_there() {
        assertThat(loaded())
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(path ->
                        assertThat(ApiCaller.get(path).statusCode()).as(path).isEqualTo(200));
    }

    @Test
    void a_file_is_kept_for_ever_and_one_that_is_missing_is_not() {
        assertThat(loaded().stream().filter(path -> path.startsWith("/assets/")))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(path ->
                        assertThat(header(ApiCaller.get(path), "Cache-Control")).contains("immutable", "31536000"));

        var missing = ApiCaller.get("/assets/index-old.js");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(header(missing, "Cache-Control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/discord",
                "/discord/verify/",
                "/discord/verify/a/b",
            })
    void a_path_that_no_page_has_is_not_found(String path) {
        assertThat(ApiCaller.get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void a_page_is_read_and_nothing_else() {
        var request = ApiCaller.request("/discord/verify/a").POST(BodyPublishers.ofString("{}"));

        assertThat(ApiCaller.send(request).statusCode()).isIn(404, 405);
    }

    private static List<String> loaded() {
        return LOADED.matcher(ApiCaller.get("/discord/verify/a").body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
