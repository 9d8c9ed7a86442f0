// Real pushes through each transport: one refused, one let in, and the landing says who pushed.
using Countersign.Cli.Tests.Given;
using Countersign.Signatures;

namespace Countersign.Cli.Tests.Transports;

public sealed class TransportTests
{
    [Fact]
    public void Over_a_file_path_the_pusher_is_the_local_account()
    {
        using var gate = GivenGate.Open();
        var (held, low) = Changes(gate);

        var refused = As("jun", held);
        var entered = As("kit", low);

        Judged(gate, refused, entered, "local:operator", "");

        Ran As(string person, string branch) => gate.Try(gate.Clone(person), "env", "USER=operator", "git", "push", "origin", $"{branch}:main");
    }

    [Fact]
    public void Over_ssh_the_pusher_is_the_key_that_the_server_saw()
    {
        using var gate = GivenGate.Open();
        var (held, low) = Changes(gate);
        using var server = new SshServer(gate, _ => "", "jun", "kit");

        var refused = server.Push("jun", gate.Bare, $"{held}:main");
        var entered = server.Push("kit", gate.Bare, $"{low}:main");

        SshPublicKey.TryParse(gate.PublicKey("kit"), out var key, out _).ShouldBeTrue();
        Judged(gate, refused, entered, $"ssh-key:{key!.Fingerprint}", server.Log);
    }

    [Fact]
    public void Over_http_the_pusher_is_whom_the_web_server_let_in()
    {
        using var gate = GivenGate.Open();
        var lighttpd = LocalServer.Need("lighttpd", "lighttpd");
        var backend = LocalServer.Need("git-http-backend", "git");
        var (held, low) = Changes(gate);
        var folder = Directory.CreateDirectory(gate.Path_("web")).FullName;
        File.WriteAllText(Path.Combine(folder, "users"), "jun:one\nkit:two\n");
        using var server = LocalServer.Start(lighttpd, Arguments, folder);

        var refused = Push("jun", "one", $"{held}:main");
        var wrong = Push("kit", "wrong", $"{low}:main");
        var entered = Push("kit", "two", $"{low}:main");

        wrong.Code.ShouldNotBe(0);
        Judged(gate, refused, entered, "http:kit", server.Log);

        string[] Arguments(int port)
        {
            File.WriteAllText(
                Path.Combine(folder, "config"),
                $$"""
                server.bind = "127.0.0.1"
                server.port = {{port}}
                server.document-root = "{{folder}}"
                server.upload-dirs = ( "{{folder}}" )
                server.modules = ( "mod_auth", "mod_authn_file", "mod_alias", "mod_setenv", "mod_cgi" )
                auth.backend = "plain"
                auth.backend.plain.userfile = "{{folder}}/users"
                auth.require = ( "/git" => ( "method" => "basic", "realm" => "git", "require" => "valid-user" ) )
                alias.url = ( "/git" => "{{backend}}" )
                setenv.set-environment = ( "GIT_PROJECT_ROOT" => "{{Path.GetDirectoryName(
                    gate.Bare
                )}}", "GIT_HTTP_EXPORT_ALL" => "1", "HOME" => "{{folder}}", "PATH" => "/usr/bin:/bin" )
                $HTTP["url"] =~ "^/git" { cgi.assign = ( "" => "" ) }

                """
            );
            return ["-D", "-f", Path.Combine(folder, "config")];
        }

        Ran Push(string person, string password, string refspec) =>
            gate.Try(
                gate.Clone(person),
                "git",
                "-c",
                "credential.helper=",
                "push",
                $"http://{person}:{password}@127.0.0.1:{server.Port}/git/gate.git",
                refspec
            );
    }

    [Fact]
    public void Behind_gitolite_the_pusher_is_gitolites_user_and_its_own_hooks_still_run()
    {
        using var gate = GivenGate.Open();
        var shell = LocalServer.Need("gitolite-shell", "gitolite3");
        var gitolite = LocalServer.Need("gitolite", "gitolite3");
        var (held, low) = Changes(gate);
        var home = Directory.CreateDirectory(gate.Path_("gitolite")).FullName;
        Gitolite("setup", "-a", "mara");
        Directory.Move(gate.Bare, Path.Combine(home, "repositories", "shop.git"));
        Directory.CreateSymbolicLink(gate.Bare, Path.Combine(home, "repositories", "shop.git"));
        File.WriteAllText(Path.Combine(home, ".gitolite", "conf", "gitolite.conf"), "repo shop\n    RW+ = jun kit\n    - refs/heads/sealed = @all\n");
        Gitolite("compile");
        Gitolite("setup", "--hooks-only");
        using var server = new SshServer(gate, person => $"command=\"HOME={home} {shell} {person}\"", "jun", "kit", "teo");

        var refused = server.Push("jun", "shop", $"{held}:main");
        var entered = server.Push("kit", "shop", $"{low}:main");

        Judged(gate, refused, entered, "gitolite:kit", server.Log);
        File.Exists(Path.Combine(gate.Bare, "hooks", "update")).ShouldBeTrue("gitolite's own hook stays");
        gate.Git(gate.Clone("teo"), "fetch", "-q", "origin");
        server.Push("teo", "shop", "origin/main:refs/heads/teos").Errors.ShouldContain("DENIED");

        void Gitolite(params string[] arguments)
        {
            var ran = gate.Try(home, "env", [$"HOME={home}", "GIT_CONFIG_GLOBAL=/dev/null", gitolite, .. arguments]);
            ran.Code.ShouldBe(0, ran.All);
        }
    }

    /// <summary>One change that the practice policy holds, one that it lets in.</summary>
    private static (string Held, string Low) Changes(GivenGate gate)
    {
        gate.Commit("jun", "timeout", "config/checkout.yml", "checkout:\n  timeout-seconds: 40\n");
        gate.LowChange("kit", "one", "three days");
        return ("timeout", "one");
    }

    private static void Judged(GivenGate gate, Ran refused, Ran entered, string pusher, string log)
    {
        refused.Code.ShouldNotBe(0, refused.All + log);
        refused.Errors.ShouldContain("Held", customMessage: log);
        entered.Code.ShouldBe(0, entered.All + log);
        gate.Landings().ShouldHaveSingleItem().Pusher.ShouldBe(pusher);
        gate.ChainIsWhole();
    }
}
