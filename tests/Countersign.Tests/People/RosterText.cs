// Rosters for tests, as JSON, with made-up people and keys that nobody uses.
using System.Text;
using Countersign.Documents;
using Countersign.People;

namespace Countersign.Tests.People;

internal static class RosterText
{
    public const string MaraKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICg70eyOv5ZPNopS4i45kgEm6vdYNTWbGwL95E50reBx";
    public const string JonasKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ1sFOpo+LV6wqNK9T0CvMeYjzc+scqFYIDytKKqFE1a";
    public const string BotKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF4zbC4779DXz7zGI6eKdPuZMfYRbowm8nOHSHOZdMfu";
    public const string PasskeyKey =
        "sk-ecdsa-sha2-nistp256@openssh.com AAAAInNrLWVjZHNhLXNoYTItbmlzdHAyNTZAb3BlbnNzaC5jb20AAAAIbmlzdHAyNTYAAABBBKkbhJLrAm6xv66jBSN4CiC5Yt0qtiWRo86NYobJhWzVWoxD+GICxso4enow4C48N49mXA+j4+Y0/YX8XI8y1Y8AAAATY291bnRlcnNpZ24uZXhhbXBsZQ==";
    public const string ShortRsaKey =
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDVI2aToBbwe+Gfw0Byg9NvDP4DfhvHI3R4m8L4RIAhRgAv7OBLHL5AVsYaa4EP8adiZ9JOuiCZLD9kReXO8h2/3HKLx9IsEYsn/xSHGJ/SNPNDcqsFR5w712hdwfkpGRDcVpjBQwpFmlSoHPxkAakI6FVstiF4zEcKoLp5GlGE6Q==";

    public const string Mara =
        "{\"id\":\"mara\",\"name\":\"Mara Lind\",\"emails\":[\"mara@example.org\",\"m.lind@example.org\"],\"accounts\":{\"github\":\"MaraL\",\"ssh\":[\"mara\"]},"
        + "\"teams\":[\"payments\",\"core\"],\"levels\":[{\"level\":\"mid\",\"from\":\"2023-01-01\",\"to\":\"2025-07-01\",\"source\":\"people office\"},"
        + "{\"level\":\"senior\",\"from\":\"2025-07-01\",\"source\":\"people office, 2025-06-20\"}],"
        + "\"keys\":[{\"key\":\""
        + MaraKey
        + "\",\"kind\":\"file\",\"valid-after\":\"2025-01-01T00:00:00Z\",\"valid-before\":\"2027-01-01T00:00:00Z\"},"
        + "{\"key\":\""
        + PasskeyKey
        + "\",\"kind\":\"passkey\",\"origins\":[\"https://countersign.example\"],\"compromised-since\":\"2026-03-01T12:00:00Z\"}],"
        + "\"may\":[\"override\",\"govern\"]}";

    public const string Jonas =
        "{\"id\":\"jonas\",\"name\":\"Jonas Berg\",\"emails\":[\"jonas@example.org\"],\"accounts\":{\"github\":\"jberg\"},\"teams\":[\"payments\"],\"manager\":\"mara\","
        + "\"levels\":[{\"level\":\"junior\",\"from\":\"2025-09-01\",\"source\":\"mara\"}],\"keys\":[{\"key\":\""
        + JonasKey
        + "\",\"kind\":\"agent\"}]}";

    public const string BuildBot =
        "{\"id\":\"build\",\"kind\":\"ci\",\"owner\":\"mara\",\"keys\":[{\"key\":\""
        + BotKey
        + "\",\"kind\":\"file\"}],\"may\":[{\"evidence\":[\"build\",\"tests\"]}]}";

    public static string Of(string persons, string bots = BuildBot) => $"{{\"version\":1,\"persons\":[{persons}],\"bots\":[{bots}]}}";

    public static string Whole => Of($"{Mara},{Jonas}");

    public static Parsed<Roster> Parse(string json) => Roster.Read(Encoding.UTF8.GetBytes(json), "roster.yml", JsonDocumentReader.Read);

    public static Roster Good(string json)
    {
        var parsed = Parse(json);
        return parsed.ShouldBeOfType<Parsed<Roster>.Good>(parsed.Match((_, _) => "", problems => string.Join("\n", problems))).Value;
    }

    public static IReadOnlyList<Problem> Bad(string json) => Parse(json).ShouldBeOfType<Parsed<Roster>.Bad>(json).Problems;
}
