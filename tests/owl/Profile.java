import java.io.File;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

/** Prints each way in which the RDF/XML files named are not in OWL 2 DL, by the OWL API that HermiT brings along. */
public final class Profile {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
            manager.setSilentMissingImportsHandling(true);
            OWLOntology ontology = manager.loadOntologyFromOntologyDocument(new File(file));
            System.out.println("axioms " + ontology.getAxiomCount());
            for (OWLProfileViolation violation : new OWL2DLProfile().checkOntology(ontology).getViolations()) {
                System.out.println("violation " + violation.getClass().getSimpleName() + " " + violation);
            }
        }
    }
}
